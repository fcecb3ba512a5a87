package io.cordon.response;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be done against the world. */
public enum Verb {
    BLOCK_IP(TargetKind.IP, "unblock_ip"),
    BLOCK_DOMAIN(TargetKind.DOMAIN, "unblock_domain"),
    BLOCK_URL(TargetKind.URL, "unblock_url"),
    ISOLATE_HOST(TargetKind.HOST, "release_host"),
    DISABLE_ACCOUNT(TargetKind.USER, "enable_account"),
    REVOKE_SESSIONS(TargetKind.USER, null),
    QUARANTINE_FILE(TargetKind.FILE, "restore_file"),
    KILL_PROCESS(TargetKind.PROCESS, null),
    QUARANTINE_EMAIL(TargetKind.EMAIL, "restore_email");

    private final TargetKind targetKind;
    private final @org.jspecify.annotations.Nullable String undoing;

    Verb(TargetKind targetKind, @org.jspecify.annotations.Nullable String undoing) {
        this.targetKind = targetKind;
        this.undoing = undoing;
    }

    public TargetKind targetKind() {
        return targetKind;
    }

    public boolean canBeUndone() {
        return undoing != null;
    }

    /** The name of the undoing, such as {@code unblock_ip}; null where there is none. */
    public @org.jspecify.annotations.Nullable String undoing() {
        return undoing;
    }

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the contract's spelling.
     *
     * @throws IllegalArgumentException naming every verb, where it is none of them
     */
    @JsonCreator
    public static Verb of(String id) {
        for (Verb verb : values()) {
            if (verb.id().equals(id)) {
                return verb;
            }
        }
        throw new IllegalArgumentException("Expected a verb of "
                + String.join(
                        ", ", java.util.Arrays.stream(values()).map(Verb::id).toList()) + ", but got '" + id
                + "'.");
    }

    /** What a verb acts on. */
    public enum TargetKind {
        IP,
        DOMAIN,
        URL,
        HOST,
        USER,
        FILE,
        PROCESS,
        EMAIL
    }
}
