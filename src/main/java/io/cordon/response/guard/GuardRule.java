package io.cordon.response.guard;

import java.util.Locale;

/** Which of the guard's checks spoke. */
public enum GuardRule {
    INCIDENT,
    KILL_SWITCH,
    GENERATION,
    TARGET,
    PROTECTED,
    CONNECTOR,
    AUTHORITY,
    LIMIT,
    APPROVAL;

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
