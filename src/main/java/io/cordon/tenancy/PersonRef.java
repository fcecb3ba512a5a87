package io.cordon.tenancy;

/** A person of an organisation; ids are unique within their organisation only. */
public record PersonRef(OrganisationId organisation, String id) {

    @Override
    public String toString() {
        return organisation + "/" + id;
    }
}
