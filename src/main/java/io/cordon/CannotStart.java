package io.cordon;

/** The server cannot start here; says what is wrong and what to do about it. */
public abstract class CannotStart extends RuntimeException {

    private final String action;

    protected CannotStart(String message, String action) {
        super(message);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
