package io.cordon.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names an organisation: 1 to 63 lower-case letters, digits and hyphens, starting with a letter or digit. */
public record OrganisationId(@JsonValue String value) implements Comparable<OrganisationId> {

    // NB: stands before PROVIDER, whose making needs it.
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** The one provider, there from the start. */
    public static final OrganisationId PROVIDER = new OrganisationId("provider");

    @JsonCreator
    public OrganisationId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "Expected an organisation id of 1 to 63 lower-case letters, digits and hyphens, but got '"
                            + (value.length() > 80 ? value.substring(0, 80) + "…" : value) + "'.");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(OrganisationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
