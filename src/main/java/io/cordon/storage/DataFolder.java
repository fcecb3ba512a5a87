package io.cordon.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds what survives a restart: the embedded database and the secrets that belong to it. One
 * server at a time holds it.
 */
public final class DataFolder implements AutoCloseable {

    private final Path path;
    private @Nullable FileChannel channel;

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
            folder.lock();
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

    private void lock() throws IOException {
        FileChannel opened =
                FileChannel.open(path.resolve("cordon.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
