@NullMarked
package io.cordon.api;

import org.jspecify.annotations.NullMarked;
