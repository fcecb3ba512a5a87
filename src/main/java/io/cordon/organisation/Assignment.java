package io.cordon.organisation;

import io.cordon.tenancy.Party;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who stands where for one function at one moment, read from the organisation's matrix, people and on-call order.
 *
 * @param party the Responsible party; where the matrix names none, the Accountable one, else the provider;
 *     never one that the client has shut out
 * @param responsible the people of that party, the one to ask first in front: on call, else all who serve the
 *     function, else all of the party who have an address
 * @param accountable who answers for it and receives escalations; null where the matrix leaves a gap
 * @param accountableParty the party of {@code accountable}; null where the matrix leaves a gap
 * @param matrixVersion the version of the matrix that was read, kept with what was decided by it
 */
public record Assignment(
        String function,
        Party party,
        List<Person> responsible,
        @Nullable Party accountableParty,
        @Nullable Person accountable,
        List<Person> consulted,
        List<Person> informed,
        int matrixVersion) {}
