/** Load programs that print figures; run by hand, see README. Their last figures stand in docs/performance.md. */
@NullMarked
package io.cordon.bench;

import org.jspecify.annotations.NullMarked;
