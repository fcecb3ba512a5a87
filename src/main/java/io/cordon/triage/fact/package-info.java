/** What a rule sees and what it answers: public, because rules are compiled outside this package. */
@NullMarked
package io.cordon.triage.fact;

import org.jspecify.annotations.NullMarked;
