@NullMarked
package io.cordon.operation;

import org.jspecify.annotations.NullMarked;
