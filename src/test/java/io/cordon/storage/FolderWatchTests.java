package io.cordon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTests {

    @TempDir
    Path folder;

    private final AtomicInteger told = new AtomicInteger();
    private @Nullable FolderWatch watch;

    @AfterEach
    void stopWatching() {
        if (watch != null) {
            watch.close();
        }
    }

    @Test
    void tellsOfNewChangedAndRemovedFilesAlsoInSubfolders() throws IOException {
        Path sub = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("old.txt"), "old");
        watch(folder, told::incrementAndGet);

        Files.writeString(sub.resolve("new.txt"), "1");
        await().untilAsserted(() -> assertThat(told).hasValue(1));
        Files.writeString(sub.resolve("new.txt"), "12");
        await().untilAsserted(() -> assertThat(told).hasValue(2));
        Files.delete(folder.resolve("old.txt"));
        await().untilAsserted(() -> assertThat(told).hasValue(3));
    }

    @Test
    void waitsForAFolderThatIsNotThereYet() throws IOException {
        Path later = folder.resolve("later");
        watch(later, told::incrementAndGet);

        Files.createDirectories(later);
        Files.writeString(later.resolve("first.txt"), "1");
        await().untilAsserted(() -> assertThat(told).hasPositiveValue());
    }

    @Test
    void goesOnAfterAListenerThatFails() throws IOException {
        watch(folder, () -> {
            if (told.incrementAndGet() == 1) {
                throw new IllegalStateException("the first change cannot be read");
            }
        });

        Files.writeString(folder.resolve("one.txt"), "1");
        await().untilAsserted(() -> assertThat(told).hasValue(1));
        Files.writeString(folder.resolve("two.txt"), "2");
        await().untilAsserted(() -> assertThat(told).hasValue(2));
    }

    private void watch(Path path, Runnable changed) {
        watch = FolderWatch.start(path, Duration.ofMillis(20), changed);
    }
}
