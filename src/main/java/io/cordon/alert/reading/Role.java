package io.cordon.alert.reading;

import java.util.Locale;

/** The part that a thing an alert names plays in it. */
enum Role {
    /** Acts against us. */
    ATTACKER,
    /** Is acted against. */
    TARGET,
    /** Is on the side that was called: attacker or target as the flow says. */
    SERVER,
    /** Is on the side that called. */
    CLIENT,
    /** Was looked up: an attacker's where a machine of ours asked. */
    QUERIED,
    /** Neither, or not known. */
    NAMED;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
