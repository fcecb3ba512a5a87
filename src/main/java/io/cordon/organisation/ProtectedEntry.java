package io.cordon.organisation;

/** What must never be contained: {@code value} is as written in the document, matching normalises it. */
public record ProtectedEntry(Kind kind, String value, String why) {

    /** What kind of thing is protected. */
    public enum Kind {
        IP,
        CIDR,
        HOST,
        USER,
        DOMAIN
    }
}
