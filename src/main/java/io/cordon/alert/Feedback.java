package io.cordon.alert;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** What a person thought of an alert. */
record Feedback(UUID id, UUID alertId, String verdict, String comment, String givenBy, Instant givenAt) {

    static final Set<String> VERDICTS = Set.of("true_positive", "false_positive", "benign");

    static final int LONGEST_COMMENT = 4_000;
}
