package io.cordon.organisation;

import java.util.List;

/** Finds gaps of one kind; a bean of this type is all that a new kind needs. */
public interface GapSource {

    /** Called acting for the organisation, in a transaction. */
    List<Gap> gaps(Contract contract);
}
