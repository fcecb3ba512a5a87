package io.cordon.response.connector;

/** Why repeating a call after a crash cannot have a second effect. */
public enum Idempotency {
    /** The product itself collapses requests with the same key. */
    NATIVE_KEY,
    /** The product's state tells whether the effect is there; it is asked before anything is repeated. */
    STATE_QUERY,
    /** The effect twice is the effect once, such as an element of a set. */
    NATURALLY_IDEMPOTENT,
    /** Nothing tells: never repeated, and never run without a person's approval. */
    NONE;

    /** Whether the call may be sent again although the target could not be asked. */
    public boolean mayRepeatUnseen() {
        return this == NATIVE_KEY || this == NATURALLY_IDEMPOTENT;
    }
}
