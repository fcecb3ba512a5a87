@NullMarked
package io.cordon.live;

import org.jspecify.annotations.NullMarked;
