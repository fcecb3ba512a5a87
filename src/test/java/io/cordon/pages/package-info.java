@NullMarked
package io.cordon.pages;

import org.jspecify.annotations.NullMarked;
