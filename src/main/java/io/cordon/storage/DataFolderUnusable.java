package io.cordon.storage;

import io.cordon.CannotStart;

/** The data folder cannot be used. */
public final class DataFolderUnusable extends CannotStart {

    DataFolderUnusable(String message, String action) {
        super(message, action);
    }
}
