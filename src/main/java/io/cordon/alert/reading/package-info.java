/** Reads deliveries by the mappings in {@code rules/sources}: takes them apart, finds the fields, speaks our words. */
@NullMarked
package io.cordon.alert.reading;

import org.jspecify.annotations.NullMarked;
