/** The one guard that every action passes, evaluated at the moment of execution. */
@NullMarked
package io.cordon.response.guard;

import org.jspecify.annotations.NullMarked;
