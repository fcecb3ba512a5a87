package io.cordon.tenancy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person or token may do; which organisations it may do it for is a separate question. */
public enum Role {
    /** Sends alerts, nothing else. */
    INTEGRATION,
    /** Works incidents: tasks, comments, feedback, asks for actions. */
    RESPONDER,
    /** A responder who also approves, merges, closes, and changes severity. */
    LEAD,
    /** Writes playbooks and rules, sets up sources and connectors. */
    ENGINEER,
    /** Reads everything, the audit trail included, and changes nothing. */
    AUDITOR,
    /** Sets up the organisation: people, contract documents, tokens. */
    ADMIN;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String id) {
        return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
    }
}
