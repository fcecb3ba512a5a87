package io.cordon.incident;

import io.cordon.tenancy.Party;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an incident waits for from one party.
 *
 * @param tasks how many open tasks it has
 * @param approvals how many actions wait for its approval
 * @param people who has claimed the task that is due first, else who is responsible for it; nobody where only an
 *     approval is asked for, or nobody is responsible
 * @param due when the first of all that is due
 */
@Schema(name = "Wait")
record Wait(
        Party party,
        int tasks,
        int approvals,
        List<Someone> people,
        @Nullable Instant due) {}
