package io.cordon.api;

/** An answer that is one version of something; it goes out with that version as its entity tag. */
public interface Versioned {

    /** Counts from 1; 0 where nobody has written it and what is usual holds. */
    int version();
}
