package io.cordon.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an alert can be about. */
public enum EntityKind {
    HOST("hosts"),
    USER("users"),
    IP("ips"),
    DOMAIN("domains"),
    URL("urls"),
    HASH("hashes"),
    FILE("files"),
    PROCESS("processes"),
    EMAIL("emails");

    private final String plural;

    EntityKind(String plural) {
        this.plural = plural;
    }

    /** The name of the list in the public interface. */
    public String plural() {
        return plural;
    }

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
