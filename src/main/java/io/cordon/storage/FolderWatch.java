package io.cordon.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when the files below a folder have changed. It looks in turns instead of listening to the system's notices,
 * which do not arrive from network shares and mounts of containers.
 */
public final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final Duration EVERY = Duration.ofMillis(500);

    private final Path folder;
    private final Runnable changed;
    private final ScheduledExecutorService turns;
    private @Nullable Map<Path, Seen> told;
    private @Nullable Map<Path, Seen> before;

    private record Seen(FileTime modified, long size) {}

    private FolderWatch(Path folder, Runnable changed) {
        this.folder = folder;
        this.changed = changed;
        this.turns = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform()
                        .daemon()
                        .name("watch-" + folder.getFileName())
                        .factory());
    }

    /**
     * Watches all files below a folder, which need not exist yet.
     *
     * @param changed called on the watch's own thread, once the files have stood still for half a second; what it
     *     throws is logged and the watch goes on. It is not called for what is there at the start: read that
     *     after this call, and no change is missed
     */
    public static FolderWatch start(Path folder, Runnable changed) {
        return start(folder, EVERY, changed);
    }

    static FolderWatch start(Path folder, Duration every, Runnable changed) {
        FolderWatch watch = new FolderWatch(folder, changed);
        watch.told = watch.look();
        watch.before = watch.told;
        var unused = watch.turns.scheduleWithFixedDelay(
                watch::takeTurn, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void takeTurn() {
        try {
            Map<Path, Seen> now = look();
            // NB: only what two looks in a row agree on: a file that is still being written is not read half.
            if (now.equals(before) && !now.equals(told)) {
                told = now;
                changed.run();
            }
            before = now;
        } catch (RuntimeException e) {
            LOG.warn("Expected to follow the changes in {}, but this one failed", folder, e);
        }
    }

    private Map<Path, Seen> look() {
        Map<Path, Seen> files = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (var found =
                Files.find(folder, 8, (file, attributes) -> attributes.isRegularFile(), FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) found::iterator) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                files.put(file, new Seen(attributes.lastModifiedTime(), attributes.size()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    @Override
    public void close() {
        turns.shutdownNow();
    }
}
