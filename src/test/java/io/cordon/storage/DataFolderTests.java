package io.cordon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTests {

    @TempDir
    Path folder;

    @Test
    void oneServerAtATimeHoldsIt() throws IOException {
        try (DataFolder held = DataFolder.open(folder)) {
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(DataFolderUnusable.class)
                    .hasMessageContaining("in use");
            assertThat(held.run().before()).isEmpty();
        }
    }

    @Test
    void knowsTheLifeBefore() throws IOException {
        UUID first = lived(folder);
        UUID second;
        try (DataFolder again = DataFolder.open(folder)) {
            assertThat(again.run().before()).contains(first);
            second = again.run().id();
            again.noteRun();
        }
        try (DataFolder third = DataFolder.open(folder)) {
            assertThat(third.run().before()).contains(second);
        }
    }

    @Test
    void aStartThatFailsLeavesTheLifeBeforeToTheNext() throws IOException {
        UUID lived = lived(folder);
        DataFolder.open(folder).close();
        try (DataFolder again = DataFolder.open(folder)) {
            assertThat(again.run().before()).contains(lived);
        }
    }

    @Test
    void takesNoLifeOfACopiedFolderForItsOwn() throws IOException {
        lived(folder);
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(folder.resolve("cordon.lock"), copy.resolve("cordon.lock"));

        try (DataFolder copied = DataFolder.open(copy)) {
            assertThat(copied.run().before()).isEmpty();
        }
    }

    @Test
    void startsAllTheSameAfterANotedLifeThatIsNone() throws IOException {
        for (String noted : new String[] {"", "x", "x\ny\nz", "x".repeat(5_000)}) {
            Files.writeString(folder.resolve("cordon.lock"), noted);
            try (DataFolder held = DataFolder.open(folder)) {
                assertThat(held.run().before()).isEmpty();
            }
        }
    }

    private static UUID lived(Path folder) throws IOException {
        try (DataFolder held = DataFolder.open(folder)) {
            held.noteRun();
            return held.run().id();
        }
    }
}
