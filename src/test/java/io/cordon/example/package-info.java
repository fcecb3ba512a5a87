@NullMarked
package io.cordon.example;

import org.jspecify.annotations.NullMarked;
