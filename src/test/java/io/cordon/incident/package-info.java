@NullMarked
package io.cordon.incident;

import org.jspecify.annotations.NullMarked;
