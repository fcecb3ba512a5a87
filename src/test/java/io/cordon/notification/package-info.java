@NullMarked
package io.cordon.notification;

import org.jspecify.annotations.NullMarked;
