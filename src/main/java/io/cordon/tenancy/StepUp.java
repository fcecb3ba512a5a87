package io.cordon.tenancy;

/** Whether the person at the keyboard has proved lately to be the one who signed in. */
public interface StepUp {

    /** Refuses a caller with a browser session who has not; one with a token has no keyboard and is not asked. */
    void require();
}
