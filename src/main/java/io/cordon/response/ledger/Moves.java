package io.cordon.response.ledger;

import io.cordon.response.ActionState;
import io.cordon.response.ByHand;
import io.cordon.response.guard.Judgement;
import io.cordon.tenancy.OrganisationId;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Moves actions from state to state. A move, its history row, its audit entry and its event are one transaction: no
 * record, no move.
 */
@Component
class Moves {

    /** The worker itself, as the audit trail names it. */
    static final String CORDON = "cordon:response";

    /** An approval that comes later is for a situation that nobody has looked at: it must be asked for again. */
    static final Duration APPROVED_WITHIN = Duration.ofDays(3);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MoveRecords records;

    Moves(JdbcClient jdbc, JsonMapper json, MoveRecords records) {
        this.jdbc = jdbc;
        this.json = json;
        this.records = records;
    }

    /** Another worker has claimed the action meanwhile: what this one found out no longer counts. */
    static final class Outrun extends RuntimeException {
        private static final long serialVersionUID = 1;

        Outrun(LedgerEntry entry) {
            super("Action " + entry.id() + " was claimed by another worker after fence " + entry.fence());
        }
    }

    /** Records that the entry came to be, in its first state. */
    void begin(LedgerEntry entry) {
        records.record(entry, null, ActionState.PROPOSED, entry.reason(), entry.requestedBy(), Map.of());
    }

    void move(LedgerEntry entry, ActionState to, String reason, String by) {
        move(entry, to, reason, by, Duration.ZERO, null);
    }

    /** It is not sent, or not again. What may be there from an earlier attempt is looked for first. */
    void end(LedgerEntry entry, ActionState to, String reason, String by) {
        if (!entry.uncertain() || entry.state() == ActionState.UNKNOWN || mayHold(to)) {
            move(entry, to, reason, by);
            return;
        }
        String sentence = reason.endsWith(".") ? reason : reason + ".";
        move(entry, ActionState.UNKNOWN, sentence + " An earlier attempt may have taken effect.", by);
        makeDue(entry);
    }

    /** Whether there may be an effect in a state that nobody looks at again. */
    private static boolean mayHold(ActionState to) {
        return switch (to) {
            case REFUSED, EXPIRED, FAILED -> false;
            case PROPOSED, AWAITING_APPROVAL, EXECUTING, UNKNOWN, VERIFIED, UNDOING, UNDONE, SIMULATED -> true;
        };
    }

    /**
     * Moves an action on, and lets go of it unless it now executes. That a person has done it by hand counts only until
     * Cordon acts on it or sees the effect: from then on the state says how it stands, and the history who said what.
     *
     * @param delay how long until the worker looks at it again, for states in which it does
     * @param evidence what was seen, kept as the outcome; null for none
     * @throws Outrun where the entry is not what it was when it was read
     */
    void move(
            LedgerEntry entry, ActionState to, String reason, String by, Duration delay, @Nullable JsonNode evidence) {
        entry.state().become(to);
        // A fresh fence locks out whoever still works on the old state; the worker that executes keeps its own.
        boolean again = to == ActionState.EXECUTING && entry.state() == ActionState.UNKNOWN;
        boolean keepsClaim = to == ActionState.EXECUTING && !again;
        int moved = jdbc.sql("""
            update action set
                state = :to, state_reason = :reason, moved_at = now(), attempts = case when :fresh then 0 else attempts end,
                asked_again = :again,
                away_since = case when :to in ('PROPOSED', 'EXECUTING') then away_since end,
                by_hand_by = case when :to = 'FAILED' then by_hand_by end,
                by_hand_at = case when :to = 'FAILED' then by_hand_at end,
                by_hand_note = case when :to = 'FAILED' then by_hand_note end,
                verified_at = case when :to = 'VERIFIED' then coalesce(verified_at, now()) else verified_at end,
                outcome = coalesce(:evidence::jsonb, outcome),
                fence = case when :keeps then fence else fence + 1 end,
                lease_until = case when :keeps then lease_until end,
                lease_owner = case when :keeps then lease_owner end,
                due_at = case when :to in ('PROPOSED', 'EXECUTING', 'UNDOING') then now() + :delay * interval '1 millisecond'
                              when :to = 'AWAITING_APPROVAL'
                                  then least(expires_at, now() + :approval * interval '1 second')
                              when :to = 'VERIFIED' then expires_at end
            where organisation = :org and id = :id and state = :from and fence = :fence
            """)
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .param("from", entry.state().name())
                .param("to", to.name())
                .param("reason", saysMore(entry.state(), to) ? reason : null)
                .param("again", again)
                .param("fresh", again || to == ActionState.UNDOING || to == ActionState.VERIFIED)
                .param("evidence", evidence == null ? null : json.writeValueAsString(evidence))
                .param("keeps", keepsClaim)
                .param("delay", delay.toMillis())
                .param("approval", APPROVED_WITHIN.toSeconds())
                .param("fence", entry.fence())
                .update();
        if (moved == 0) {
            throw new Outrun(entry);
        }
        records.record(
                entry, entry.state(), to, reason, by, evidence == null ? Map.of() : Map.of("evidence", evidence));
    }

    /**
     * It is asked for again although an earlier attempt may have taken effect: the target is looked at first. Its terms
     * stay those that were approved, counted from now; what a person had decided about it counts no longer.
     *
     * @param byPerson whether a person asks, which lifts what was decided before
     */
    void askAgain(LedgerEntry entry, String why, String by, boolean byPerson) {
        jdbc.sql("""
            update action set asked_at = case when :person then now() else asked_at end,
                              expires_at = now() + expires_seconds * interval '1 second',
                              denied = false, undo_to = null, undo_sent_at = null, decided_at = null
            where organisation = :org and id = :id
            """)
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .param("person", byPerson)
                .update();
        move(entry, ActionState.EXECUTING, "Asked for again, so the target is looked at first: " + storable(why), by);
    }

    /** A person asks for what waits for its next attempt, which is made now; as many may follow as at first. */
    void tryNow(LedgerEntry entry, String why, String by) {
        boolean waits = jdbc.sql("""
            update action set due_at = now(), attempts = 0 where organisation = :org and id = :id and due_at > now()
            """)
                        .param("org", entry.organisation().value())
                        .param("id", entry.id())
                        .update()
                == 1;
        if (waits) {
            String reason = "Asked for again, so it is tried now: " + storable(why);
            note(entry, reason, by);
            records.audit(entry, "action-asked-again", reason, by, Map.of());
        }
    }

    /** What PostgreSQL cannot keep as text is made visible. */
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** Marks the start: what the guard allowed, on which target, by which authority, and what was there before. */
    void keepStart(LedgerEntry entry, LedgerEntry.Start start) {
        jdbc.sql("""
            update action set resolved = :resolved::jsonb, pre_state = coalesce(pre_state, :preState::jsonb),
                              authority = :authority::jsonb, executing_at = coalesce(executing_at, now()), receipt = null,
                              expires_at = case when executing_at is null
                                  then now() + expires_seconds * interval '1 second' else expires_at end
            where organisation = :org and id = :id
            """)
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .param("resolved", json.writeValueAsString(start.resolved()))
                .param("preState", json.writeValueAsString(start.preState()))
                .param("authority", json.writeValueAsString(start.authority()))
                .update();
    }

    /** Keeps what people are asked, beside the state that waits for them. */
    void ask(LedgerEntry entry, Judgement.Question question) {
        jdbc.sql("""
            update action set questions = :topics, asked_client = :client, asked_provider = :provider
            where organisation = :org and id = :id
            """)
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .param("topics", question.key())
                .param("client", question.client())
                .param("provider", question.provider())
                .update();
        move(entry, ActionState.AWAITING_APPROVAL, question.reason(), CORDON);
    }

    /** One person's yes on record, whether or not it was the last that was needed. */
    void approved(LedgerEntry entry, String by, String comment) {
        records.audit(entry, "action-approved", "Approved", by, Map.of("comment", comment));
    }

    /** One person's yes where the grant asks for others' too: it waits on, and everybody reads who has said so. */
    void approvedInPart(LedgerEntry entry, String by, String comment) {
        String reason =
                comment.isBlank() ? "Approved; others must approve too" : "Approved, others must too: " + comment;
        note(entry, reason, by);
    }

    /** No move, but something that people read where they read of moves. */
    void note(LedgerEntry entry, String reason, String by) {
        records.history(entry, entry.state(), entry.state(), reason, by);
        records.publish(entry, entry.state(), entry.state(), reason, by);
    }

    /** A person did what this action could not: no move, but on record. */
    void byHand(LedgerEntry entry, ByHand answer) {
        jdbc.sql("""
            update action set by_hand_by = :by, by_hand_at = :at, decided_at = :at, by_hand_note = :what,
                              due_at = null
            where organisation = :org and id = :id
            """)
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .param("by", answer.by())
                .param("at", answer.at().atOffset(ZoneOffset.UTC))
                .param("what", answer.what())
                .update();
        records.history(entry, entry.state(), entry.state(), "Done by hand: " + answer.what(), answer.by());
        records.audit(entry, "action-done-by-hand", answer.what(), answer.by(), Map.of());
    }

    /** The target is the right one after all: what waited for a person's word on it goes through the guard again. */
    void withoutDoubt(LedgerEntry entry) {
        jdbc.sql("update action set doubt = null where organisation = :org and id = :id")
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .update();
        move(entry, ActionState.PROPOSED, "An alert says by now that it acts against us", CORDON);
    }

    void keepUncertain(LedgerEntry entry, boolean uncertain) {
        jdbc.sql("update action set uncertain = :uncertain where organisation = :org and id = :id")
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .param("uncertain", uncertain)
                .update();
    }

    /** A person asks once more, with the incident over. */
    void afterEnd(LedgerEntry entry, String by) {
        jdbc.sql("update action set after_end = true where organisation = :org and id = :id")
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .update();
        String reason = "Asked for after the incident's end, too";
        records.history(entry, entry.state(), entry.state(), reason, by);
        records.audit(entry, "action-asked-after-end", reason, by, Map.of());
    }

    /** An incident ends once more: whatever was asked for so far was asked for before that. */
    void nothingIsAfterEnd(OrganisationId organisation, UUID incident) {
        jdbc.sql("update action set after_end = false where organisation = ? and incident_id = ? and after_end")
                .params(organisation.value(), incident)
                .update();
    }

    /** Where it was refused for nothing but the incident's end; of what may have taken effect people are asked. */
    void withdraw(LedgerEntry entry, String reason, String by) {
        end(entry, ActionState.REFUSED, reason, by);
        jdbc.sql("update action set withdrawn = true where organisation = :org and id = :id and state = 'REFUSED'")
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .update();
    }

    void deny(LedgerEntry entry) {
        jdbc.sql("update action set denied = true, decided_at = now() where organisation = :org and id = :id")
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .update();
    }

    void makeDue(LedgerEntry entry) {
        jdbc.sql("update action set due_at = now() where organisation = :org and id = :id")
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .update();
    }

    /** Says where an undoing that begins now shall lead. */
    void undoTowards(LedgerEntry entry, ActionState end) {
        jdbc.sql("""
            update action set undo_to = :end, undo_sent_at = null,
                              decided_at = case when :end = 'UNDONE' then now() else decided_at end
            where organisation = :org and id = :id
            """)
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .param("end", end.name())
                .update();
    }

    /** After a move: nothing is due any more, and this is what people read. */
    void rest(LedgerEntry entry, String why) {
        jdbc.sql("update action set due_at = null, state_reason = :why where organisation = :org and id = :id")
                .param("org", entry.organisation().value())
                .param("id", entry.id())
                .param("why", why)
                .update();
    }

    private static boolean saysMore(ActionState from, ActionState to) {
        return switch (to) {
            case AWAITING_APPROVAL, REFUSED, UNKNOWN, FAILED, EXPIRED, UNDOING, UNDONE, SIMULATED -> true;
            // Here the asker's own reason says all there is to say.
            case EXECUTING, VERIFIED -> false;
            case PROPOSED -> from == ActionState.EXECUTING;
        };
    }
}
