package io.cordon.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds what survives a restart: the embedded database and the secrets that belong to it. One
 * server at a time holds it.
 */
public final class DataFolder implements AutoCloseable {

    private static final String LOCK = "cordon.lock";
    private static final int LONGEST_RUN = 1_000;
    private static final Pattern RUN = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\n(.+)");

    private final Path path;
    private @Nullable FileChannel channel;
    private ServerRun run = new ServerRun(UUID.randomUUID(), Optional.empty());

    private DataFolder(Path path) {
        this.path = path;
    }

    /**
     * Opens the folder, makes it where it is missing, and locks it until {@link #close()} or the end of the process.
     *
     * @throws DataFolderUnusable where it cannot be written or another server holds it
     */
    static DataFolder open(Path path) {
        DataFolder folder = new DataFolder(path.toAbsolutePath().normalize());
        try {
            Files.createDirectories(folder.path);
            folder.begin(folder.lock());
        } catch (IOException e) {
            throw new DataFolderUnusable(
                    "Expected to be able to write to the data folder " + folder.path + ", but: " + e.getMessage(),
                    "Give the user that runs Cordon write access to it, or name another folder with CORDON_DATA_DIR.");
        }
        return folder;
    }

    public Path path() {
        return path;
    }

    /** This server's life, since it opened the folder. */
    ServerRun run() {
        return run;
    }

    /** Reads a secret of the folder, and makes it (32 random bytes, base64) the first time it is asked for. */
    public String secret(String name) {
        Path file = path.resolve("secrets").resolve(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(file.getParent(), onlyOwner);
            Path fresh = Files.createTempFile(
                    file.getParent(),
                    name,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, secret);
            Files.move(fresh, file);
            return secret;
        } catch (IOException e) {
            throw new DataFolderUnusable(
                    "Expected to be able to keep a secret in " + file + ", but: " + e.getMessage(),
                    "Give the user that runs Cordon read and write access to that file and its folder.");
        }
    }

    private FileChannel lock() throws IOException {
        FileChannel opened = FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = opened.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            opened.close();
            throw new DataFolderUnusable(
                    "The data folder " + path + " is in use by another running Cordon.",
                    "Stop that one first, or name another folder with CORDON_DATA_DIR.");
        }
        channel = opened;
        return opened;
    }

    /**
     * Reads from the lock file whose life came before ours. NB: with the file's own key, as in a copy of a running
     * server's folder that life may go on.
     */
    private void begin(FileChannel locked) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(LONGEST_RUN);
        locked.read(content, 0);
        Matcher last = RUN.matcher(new String(content.array(), 0, content.position(), StandardCharsets.UTF_8));
        run = new ServerRun(
                UUID.randomUUID(),
                last.matches() && last.group(2).equals(key())
                        ? Optional.of(UUID.fromString(last.group(1)))
                        : Optional.empty());
    }

    /**
     * Notes in the lock file that the life before counts no more, but ours. Once what it had claimed was given back,
     * and not sooner: a start that fails before leaves that to the next one.
     */
    void noteRun() {
        FileChannel locked = Objects.requireNonNull(channel, "Expected an open data folder");
        try {
            locked.truncate(0);
            locked.write(ByteBuffer.wrap((run.id() + "\n" + key()).getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            throw new DataFolderUnusable(
                    "Expected to be able to write to the data folder " + path + ", but: " + e.getMessage(),
                    "Give the user that runs Cordon write access to it, or name another folder with CORDON_DATA_DIR.");
        }
    }

    private String key() throws IOException {
        return String.valueOf(Files.readAttributes(path.resolve(LOCK), BasicFileAttributes.class)
                .fileKey());
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
