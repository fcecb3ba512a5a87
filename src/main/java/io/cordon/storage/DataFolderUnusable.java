package io.cordon.storage;

/** The data folder cannot be used; says what is wrong and what to do. */
public final class DataFolderUnusable extends RuntimeException {

    private final String action;

    DataFolderUnusable(String message, String action) {
        super(message);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
