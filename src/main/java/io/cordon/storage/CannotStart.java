package io.cordon.storage;

/** The server cannot start here; says what is wrong and what to do about it. */
abstract sealed class CannotStart extends RuntimeException permits DataFolderUnusable, DatabaseUnusable {

    private final String action;

    CannotStart(String message, String action) {
        super(message);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
