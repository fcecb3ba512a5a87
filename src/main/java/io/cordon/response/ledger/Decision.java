package io.cordon.response.ledger;

/** What came of a person's decision about an action. */
sealed interface Decision {

    record Done() implements Decision {}

    record NotThere() implements Decision {}

    /** Not by this person; the reason says who may. */
    record Forbidden(String reason) implements Decision {}

    /** Not now, or not any more. */
    record Conflict(String reason) implements Decision {}
}
