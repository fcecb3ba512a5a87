@NullMarked
package io.cordon.view;

import org.jspecify.annotations.NullMarked;
