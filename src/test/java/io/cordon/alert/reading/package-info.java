@NullMarked
package io.cordon.alert.reading;

import org.jspecify.annotations.NullMarked;
