package io.cordon.alert;

import io.cordon.api.Ids;
import io.cordon.tenancy.OrganisationId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The alerts of every organisation. Called inside a transaction that acts for the organisation. */
@Repository
public class Alerts {

    private static final int MOST_ROUNDS = 4;

    private final JdbcClient jdbc;
    private final AlertReader reader;
    private final AlertRows rows;
    private final Clock clock;
    private final SourceTallies tallies;
    private final ApplicationEventPublisher events;

    Alerts(
            JdbcClient jdbc,
            AlertReader reader,
            AlertRows rows,
            Clock clock,
            SourceTallies tallies,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.rows = rows;
        this.clock = clock;
        this.tallies = tallies;
        this.events = events;
    }

    /**
     * Tells the new alerts from those that repeat one, and counts the latter. A new one must be stored in the same
     * transaction. One that opens what was done, or is worse than all since it was opened, repeats nothing; of those
     * in a row that say the same event is open, or is done, the worst stands for all.
     *
     * @return one answer for each alert, in their order
     */
    public List<Admitted> admit(OrganisationId organisation, List<ReadAlert> alerts) {
        Instant now = clock.instant();
        List<Fingerprint> fingerprints = alerts.stream().map(Fingerprint::of).toList();
        Admitted[] answers = new Admitted[alerts.size()];
        for (List<Integer> round : rounds(alerts, fingerprints)) {
            admit(organisation, round, alerts, fingerprints, now, answers);
        }
        events.publishEvent(new AlertsStored(organisation));
        return List.of(answers);
    }

    /** Counts by source what {@link #admit} answered; the last that a transaction does. */
    public void count(OrganisationId organisation, List<ReadAlert> alerts, List<Admitted> answers) {
        tallies.count(organisation, alerts, answers);
    }

    /**
     * The positions of the alerts in the order in which they count: within a round each event is only opened or only
     * done. What flickers more often than that goes back and forth between the last two rounds.
     */
    private static List<List<Integer>> rounds(List<ReadAlert> alerts, List<Fingerprint> fingerprints) {
        List<List<Integer>> rounds = new ArrayList<>();
        Map<Fingerprint, Turn> turns = new HashMap<>();
        for (int i = 0; i < alerts.size(); i++) {
            boolean done = alerts.get(i).state().isDone();
            // NB: every event is in the first round. All identities are taken there, in their one order.
            Turn turn = turns.merge(fingerprints.get(i), new Turn(0, done), Turn::then);
            while (rounds.size() <= turn.round()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(turn.round()).add(i);
        }
        return rounds;
    }

    private void admit(
            OrganisationId organisation,
            List<Integer> round,
            List<ReadAlert> alerts,
            List<Fingerprint> fingerprints,
            Instant now,
            Admitted[] answers) {
        // NB: sorted. Two transactions that take the same identities in a different order would wait for each other.
        SequencedMap<Fingerprint, Candidate> candidates = new TreeMap<>();
        for (int i : round) {
            ReadAlert alert = alerts.get(i);
            candidates.merge(
                    fingerprints.get(i),
                    new Candidate(Ids.next(), 1, now.plus(reader.window(alert.source())), standing(alert)),
                    Candidate::and);
        }
        Map<Fingerprint, Standing> standing = count(organisation, candidates, now);
        Set<UUID> given = new HashSet<>();
        for (int i : round) {
            Candidate candidate = candidates.get(fingerprints.get(i));
            Standing stands = standing.get(fingerprints.get(i));
            if (candidate == null || stands == null) {
                throw new IllegalStateException(
                        "Expected an identity for every alert of the batch, but one is missing");
            }
            // The second of a round repeats the first that says as much.
            boolean isNew = stands.alertId().equals(candidate.id())
                    && candidate.standing() == standing(alerts.get(i))
                    && given.add(candidate.id());
            answers[i] = isNew
                    ? new Admitted.New(candidate.id())
                    : new Admitted.Duplicate(stands.alertId(), stands.incidentId());
        }
    }

    private Map<Fingerprint, Standing> count(
            OrganisationId organisation, SequencedMap<Fingerprint, Candidate> candidates, Instant now) {
        List<Candidate> values = List.copyOf(candidates.values());
        Map<Fingerprint, Standing> standing = new HashMap<>();
        jdbc.sql("""
            with counted as (
                insert into alert_identity as known
                       (organisation, fingerprint, alert_id, first_seen, last_seen, count, expires, standing)
                select :organisation, fingerprint, alert_id, :now, :now, count, expires, standing
                  from unnest(:fingerprints::bytea[], :ids::uuid[], :counts::int[], :expires::timestamptz[],
                              :standings::smallint[])
                       as candidate (fingerprint, alert_id, count, expires, standing)
                on conflict (organisation, fingerprint) do update set
                   alert_id   = case when known.expires <= excluded.first_seen or known.standing < excluded.standing
                                     then excluded.alert_id else known.alert_id end,
                   first_seen = case when known.expires <= excluded.first_seen or known.standing < excluded.standing
                                     then excluded.first_seen else known.first_seen end,
                   count      = case when known.expires <= excluded.first_seen or known.standing < excluded.standing
                                     then excluded.count else known.count + excluded.count end,
                   expires    = case when known.expires <= excluded.first_seen or known.standing < excluded.standing
                                     then excluded.expires else known.expires end,
                   standing   = case when known.expires <= excluded.first_seen or excluded.standing = 0
                                     then excluded.standing else greatest(known.standing, excluded.standing) end,
                   last_seen  = greatest(known.last_seen, excluded.last_seen)
                returning fingerprint, alert_id)
            select counted.fingerprint, counted.alert_id, belongs.incident_id
              from counted
              left join alert_incident belongs
                     on belongs.organisation = :organisation and belongs.alert_id = counted.alert_id
            """)
                .param("organisation", organisation.value())
                .param("now", utc(now))
                .param(
                        "fingerprints",
                        candidates.keySet().stream().map(Fingerprint::bytes).toArray(byte[][]::new))
                .param("ids", values.stream().map(each -> each.id().toString()).toArray(String[]::new))
                .param("counts", values.stream().map(Candidate::count).toArray(Integer[]::new))
                .param(
                        "expires",
                        values.stream().map(each -> each.expires().toString()).toArray(String[]::new))
                .param("standings", values.stream().map(Candidate::standing).toArray(Integer[]::new))
                .query((row, number) -> standing.put(
                        new Fingerprint(row.getBytes("fingerprint")),
                        new Standing(row.getObject("alert_id", UUID.class), row.getObject("incident_id", UUID.class))))
                .list();
        addIncidentsOfWhatWasWaitedFor(organisation, standing, candidates);
        return standing;
    }

    /**
     * NB: in a statement of its own. The one above waits for another transaction that takes the same identity, but
     * still sees the incidents as they were before it waited.
     */
    private void addIncidentsOfWhatWasWaitedFor(
            OrganisationId organisation,
            Map<Fingerprint, Standing> standing,
            SequencedMap<Fingerprint, Candidate> candidates) {
        Set<UUID> ours = new HashSet<>();
        candidates.values().forEach(candidate -> ours.add(candidate.id()));
        List<UUID> without = standing.values().stream()
                .filter(each -> each.incidentId() == null && !ours.contains(each.alertId()))
                .map(Standing::alertId)
                .toList();
        if (without.isEmpty()) {
            return;
        }
        Map<UUID, UUID> incidents = new HashMap<>();
        jdbc.sql("""
            select alert_id, incident_id from alert_incident
             where organisation = :organisation and alert_id = any (:alerts::uuid[])
            """)
                .param("organisation", organisation.value())
                .param("alerts", texts(without))
                .query((row, number) ->
                        incidents.put(row.getObject("alert_id", UUID.class), row.getObject("incident_id", UUID.class)))
                .list();
        standing.replaceAll((fingerprint, each) ->
                each.incidentId() == null ? new Standing(each.alertId(), incidents.get(each.alertId())) : each);
    }

    /** Keeps alerts that {@link #admit} called new, each with what it names. */
    public void store(List<StoredAlert> alerts) {
        if (!alerts.isEmpty()) {
            rows.insert(alerts);
        }
    }

    /** Notes to which incident alerts belong now; an alert that belonged to another one has moved. */
    public void joined(OrganisationId organisation, Map<UUID, UUID> incidentByAlert) {
        if (incidentByAlert.isEmpty()) {
            return;
        }
        SequencedMap<UUID, UUID> sorted = new TreeMap<>(incidentByAlert);
        jdbc.sql("""
            insert into alert_incident (organisation, alert_id, incident_id)
            select :organisation, alert_id, incident_id
              from unnest(:alerts::uuid[], :incidents::uuid[]) as joined (alert_id, incident_id)
            on conflict (organisation, alert_id) do update set incident_id = excluded.incident_id
            """)
                .param("organisation", organisation.value())
                .param("alerts", texts(sorted.keySet()))
                .param("incidents", texts(sorted.values()))
                .update();
    }

    static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** How much an alert says of its event: 0 that it is done, else by its severity that it is open. */
    private static int standing(ReadAlert alert) {
        if (alert.state().isDone()) {
            return 0;
        }
        return switch (alert.severity()) {
            case INFORMATIONAL -> 1;
            case LOW -> 2;
            case MEDIUM -> 3;
            case HIGH -> 4;
            case CRITICAL -> 5;
        };
    }

    /**
     * An identity of a round, with the id that its alert gets if it is new.
     *
     * @param standing the most that the round says of it
     */
    private record Candidate(UUID id, int count, Instant expires, int standing) {

        Candidate and(Candidate other) {
            return new Candidate(id, count + other.count, expires, Math.max(standing, other.standing));
        }
    }

    /** In which round an event was last, and whether it was done. */
    private record Turn(int round, boolean done) {

        Turn then(Turn next) {
            int further = round + 1 < MOST_ROUNDS ? round + 1 : round - 1;
            return next.done == done ? this : new Turn(further, next.done);
        }
    }

    /** The alert that stands for an identity. */
    private record Standing(UUID alertId, @Nullable UUID incidentId) {}
}
