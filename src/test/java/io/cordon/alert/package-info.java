@NullMarked
package io.cordon.alert;

import org.jspecify.annotations.NullMarked;
