package io.cordon.tenancy;

/** A person of an organisation; ids are unique within their organisation only. */
public record PersonRef(OrganisationId organisation, String id) {

    /** Reads what {@link #toString} wrote. */
    public static PersonRef of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("Expected organisation/id of a person, but got '" + text + "'");
        }
        return new PersonRef(new OrganisationId(text.substring(0, slash)), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return organisation + "/" + id;
    }
}
