@NullMarked
package io.cordon.report;

import org.jspecify.annotations.NullMarked;
