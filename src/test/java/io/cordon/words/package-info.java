@NullMarked
package io.cordon.words;

import org.jspecify.annotations.NullMarked;
