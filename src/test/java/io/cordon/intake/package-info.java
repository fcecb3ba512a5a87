@NullMarked
package io.cordon.intake;

import org.jspecify.annotations.NullMarked;
