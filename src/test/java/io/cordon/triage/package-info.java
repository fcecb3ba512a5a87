@NullMarked
package io.cordon.triage;

import org.jspecify.annotations.NullMarked;
