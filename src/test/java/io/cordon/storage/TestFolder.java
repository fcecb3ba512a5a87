package io.cordon.storage;

import java.nio.file.Path;

/** A data folder for tests that start no server. */
public final class TestFolder {

    private TestFolder() {}

    public static DataFolder at(Path path) {
        return DataFolder.open(path);
    }
}
