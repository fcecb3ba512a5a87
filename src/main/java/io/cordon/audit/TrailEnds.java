package io.cordon.audit;

import io.cordon.tenancy.OrganisationId;
import java.util.Optional;

/** Where the trails of organisations end. */
public interface TrailEnds {

    /**
     * The end of a trail.
     *
     * @param entries how many entries it has
     * @param hash the hash of the last one, in hexadecimal
     */
    record End(long entries, String hash) {}

    /** By what is committed; empty where nothing was ever recorded. */
    Optional<End> of(OrganisationId organisation);
}
