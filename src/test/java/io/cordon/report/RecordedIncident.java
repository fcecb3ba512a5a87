package io.cordon.report;

import io.cordon.TestDatabase;
import io.cordon.api.Ids;
import io.cordon.audit.EvidenceTrail;
import io.cordon.organisation.NothingAgreed;
import io.cordon.organisation.Organisation;
import io.cordon.organisation.Person;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** An incident with records of every kind, as the other modules leave them behind. */
final class RecordedIncident implements AutoCloseable {

    static final OrganisationId ACME = new OrganisationId("acme");
    static final UUID INCIDENT = UUID.fromString("01993f00-0000-7000-8000-000000000012");
    static final Instant NOW = Instant.parse("2026-03-02T19:00:00Z");

    final TestDatabase database = TestDatabase.fresh();
    final TestDatabase.Frame frame = database.frame();
    final JdbcClient administrator = database.asAdministrator();
    final JsonMapper json = JsonMapper.builder().build();
    final IncidentRecords incidents = new IncidentRecords(frame.jdbc(), json, Agreed::new);
    final ActionRecords actions = new ActionRecords(frame.jdbc(), actions -> Map.of(), json);
    final Reports reports = new Reports(frame.jdbc(), json);
    final WritingReport writing;

    private final List<Custody> handled = new ArrayList<>();

    private record Custody(UUID id, EvidenceTrail.Handled entry) {}

    /** People of both parties with the names that the records of tasks give them. */
    private record Agreed(OrganisationId id) implements NothingAgreed {

        @Override
        public Organisation organisation() {
            return new Organisation(id, "Acme Pty Ltd", Party.CLIENT, ZoneOffset.UTC, null);
        }

        @Override
        public List<Person> clientPeople() {
            return List.of(person(id, "anna", "Anna Nowak"), person(id, "ben", "Ben Okafor"));
        }

        @Override
        public List<Person> providerPeople() {
            return List.of(person(OrganisationId.PROVIDER, "sam", "Sam Lee"));
        }

        private static Person person(OrganisationId organisation, String id, String name) {
            return new Person(new PersonRef(organisation, id), name, null, null, Set.of(), List.of());
        }
    }

    RecordedIncident(String title) throws IOException {
        writing = new WritingReport(
                incidents,
                actions,
                new PeopleRecords(frame.jdbc(), json),
                new EvidenceRecords(
                        frame.jdbc(),
                        (organisation, evidence, most) -> handled.stream()
                                .filter(by -> by.id().equals(evidence))
                                .map(Custody::entry)
                                .toList()),
                new Techniques(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        sql("""
            insert into organisation (organisation, name, kind, time_zone)
            values ('acme', 'Acme Pty Ltd', 'client', 'Australia/Melbourne'), ('beta', 'Beta', 'client', 'UTC')
            """);
        incident(title);
        alert(title, Instant.parse("2026-03-02T16:00:00Z"), "203.0.113.77");
        sql("""
            insert into incident_entity (organisation, incident_id, kind, value, role, first_seen) values
              ('acme', '%1$s', 'ip', '203.0.113.77', 'attacker', '2026-03-02T16:00:00Z'),
              ('acme', '%1$s', 'host', 'srv-files-01', 'target', '2026-03-02T16:00:00Z')
            """.formatted(INCIDENT));
        sql("""
            insert into timeline_entry (organisation, id, incident_id, at, kind, actor, text) values
              ('acme', gen_random_uuid(), '%1$s', '2026-03-02T16:00:41Z', 'alert', 'cordon:incident', 'Opened from an alert.'),
              ('acme', gen_random_uuid(), '%1$s', '2026-03-02T16:01:00Z', 'action', 'playbook:ransomware', 'Asked to block 203.0.113.77.')
            """.formatted(INCIDENT));
    }

    private void incident(String title) {
        administrator.sql("""
            insert into incident (organisation, id, number, title, severity, category, status, techniques,
                alert_count, playbook, playbook_version, occurred_at, detected_at, last_alert_at, notified_at,
                acknowledged_at, contained_at, resolved_at, notify_due, acknowledge_due, contain_due, resolve_due)
            values ('acme', ?, 12, ?, 'critical', 'ransomware', 'resolved', '{T1486,T1059.001,T9999}',
                1, 'ransomware', 3, '2026-03-02T16:00:00Z', '2026-03-02T16:00:40Z', '2026-03-02T16:00:40Z',
                '2026-03-02T16:01:10Z', '2026-03-02T16:20:00Z', '2026-03-02T16:12:40Z', '2026-03-02T18:30:00Z',
                '2026-03-02T16:15:40Z', '2026-03-02T16:15:40Z', '2026-03-02T16:30:40Z', '2026-03-03T16:00:40Z')
            """).params(INCIDENT, title).update();
    }

    /** An alert of the incident, of which the rules saw the address. */
    void alert(String title, Instant time, String address) {
        UUID alert = Ids.next();
        administrator
                .sql("""
                    insert into alert (organisation, id, source, kind, title, text, signals, time, received_at, severity,
                        told_severity, category, disposition, techniques, entities, attackers, targets, state, blocked,
                        attributes, explanation, fingerprint, last_seen, raw)
                    values ('acme', ?, 'suricata-eve', 'ids', ?, '', '{}', ?, '2026-03-02T16:00:40Z',
                        'critical', 'high', 'ransomware', 'incident', '{T1486}', '{}', '{}', '{}', 'new', false, '{}',
                        '{"rules":[{"name":"ransomware-note","package":"triage","version":"abc","effect":"severity critical","values":["title = LockBit","outside = %s"]}],"text":"A file server writes encrypted files."}',
                        sha256(?::bytea), '2026-03-02T16:00:40Z', 'x')
                    """.formatted(address))
                .params(alert, title, time.atOffset(ZoneOffset.UTC), alert.toString())
                .update();
        sql("insert into alert_incident (organisation, alert_id, incident_id) values ('acme', '%s', '%s')"
                .formatted(alert, INCIDENT));
    }

    void entry(Instant at, String kind, String by, String text) {
        administrator
                .sql("insert into timeline_entry (organisation, id, incident_id, at, kind, actor, text) values"
                        + " ('acme', ?, ?, ?, ?, ?, ?)")
                .params(Ids.next(), INCIDENT, at.atOffset(ZoneOffset.UTC), kind, by, text)
                .update();
    }

    /** An action in a state of the ledger; what was verified carries authority and proof. */
    UUID action(String verb, String target, String state, String reason) {
        UUID id = Ids.next();
        boolean done = state.equals("VERIFIED") || state.equals("UNDONE");
        administrator
                .sql("""
                    insert into action (organisation, id, incident_id, verb, target, target_key, connector, generation,
                        idem_key, state, reason, state_reason, requested_by, authority, outcome, created_at,
                        executing_at, verified_at)
                    values ('acme', ?, ?, ?, ?, ?, 'edl', 1, ?, ?, 'Named as attacker', ?, 'playbook:ransomware',
                        ?::jsonb, ?::jsonb, '2026-03-02T16:01:00Z', ?::timestamptz, ?::timestamptz)
                    """)
                .params(Arrays.asList(
                        id,
                        INCIDENT,
                        verb,
                        target,
                        target,
                        id.toString(),
                        state,
                        reason,
                        done
                                ? "{\"grant\":{\"verb\":\"block_ip\",\"mode\":\"AUTOMATIC\"},\"documentVersion\":4}"
                                : null,
                        done ? "{\"listed\":true,\"list\":\"ip\"}" : null,
                        done ? "2026-03-02T16:01:01Z" : null,
                        done ? "2026-03-02T16:01:02Z" : null))
                .update();
        administrator
                .sql("insert into action_history (organisation, action_id, seq, to_state, reason, moved_by) values"
                        + " ('acme', ?, 1, ?, ?, 'cordon:response')")
                .params(id, state, reason)
                .update();
        return id;
    }

    void byHand(UUID action) {
        administrator
                .sql("update action set by_hand_by = 'acme/anna', by_hand_at = '2026-03-02T16:30:00Z', by_hand_note ="
                        + " 'Pulled the plug.' where id = ?")
                .param(action)
                .update();
    }

    void withdrawn(UUID action) {
        administrator
                .sql("update action set withdrawn = true where id = ?")
                .param(action)
                .update();
    }

    void approved(UUID action, String approver) {
        administrator
                .sql("insert into action_approval (organisation, action_id, approver, party, content, questions)"
                        + " values ('acme', ?, ?, 'client', 'c', 'q')")
                .params(action, approver)
                .update();
    }

    void task(String name, String function, String state, String form, @Nullable String answers) {
        boolean ended = state.equals("completed") || state.equals("cancelled");
        administrator
                .sql("""
                    insert into task (organisation, id, incident_id, engine_task, playbook, step, name, function,
                        instructions, form, assignment, party, state, due, created_at, ended_by, ended_at, answers)
                    values ('acme', ?, ?, gen_random_uuid()::text, 'ransomware', 'step', ?, ?, '', ?::jsonb,
                        '{"responsible":{"party":"provider","people":[{"organisation":"provider","id":"sam","name":"Sam Lee"}]},
                          "accountable":{"party":"client","people":[{"organisation":"acme","id":"anna","name":"Anna Nowak"}]},
                          "consulted":[],"informed":[{"organisation":"acme","id":"ben","name":"Ben Okafor"}],"matrixVersion":2}',
                        'provider', ?, '2026-03-02T17:00:00Z', '2026-03-02T16:05:00Z', ?, ?::timestamptz, ?::jsonb)
                    """)
                .params(Arrays.asList(
                        Ids.next(),
                        INCIDENT,
                        name,
                        function,
                        form,
                        state,
                        ended ? "provider/sam" : null,
                        ended ? "2026-03-02T17:30:00Z" : null,
                        answers))
                .update();
    }

    /** A file as somebody of the client added it and the provider looked at it. */
    UUID evidence(String name, String note) {
        UUID id = Ids.next();
        administrator.sql("""
            insert into evidence (organisation, id, incident_id, at, added_by, name, media_type, size, sha256,
                note, content)
            values ('acme', ?, ?, '2026-03-02T17:10:00Z', 'acme/anna', ?, 'application/octet-stream', 1536,
                sha256('x'), ?, 'x')
            """).params(id, INCIDENT, name, note).update();
        handled.add(new Custody(id, handled(7, "2026-03-02T17:10:00Z", "acme/anna", "evidence-added")));
        handled.add(new Custody(id, handled(9, "2026-03-02T17:40:00Z", "provider/sam", "evidence-downloaded")));
        return id;
    }

    private static EvidenceTrail.Handled handled(long number, String at, String by, String action) {
        return new EvidenceTrail.Handled(number, Instant.parse(at), by, action);
    }

    /** What a party says to itself alone. */
    void commentWithin(String party, String text) {
        administrator.sql("""
            insert into incident_comment (organisation, id, incident_id, at, author, only_for, tlp, text)
            values ('acme', ?, ?, '2026-03-02T17:00:00Z', 'provider/sam', ?, 'red', ?)
            """).params(Ids.next(), INCIDENT, party, text).update();
    }

    void told(String name, String state, String error) {
        told(name, "[acme #12 critical] New", state, error);
    }

    void told(String name, String subject, String state, String error) {
        administrator
                .sql("""
                    insert into notification (organisation, id, incident_id, key, template, person_organisation, person,
                        name, address, subject, body_text, body_html, state, created_at, sent_at, accepted, last_error)
                    values ('acme', gen_random_uuid(), ?, gen_random_uuid()::text, 'incident-opened', 'acme', 'anna', ?,
                        'anna@acme.example', ?, '', '', ?, '2026-03-02T16:01:00Z',
                        ?::timestamptz, ?, ?)
                    """)
                .params(Arrays.asList(
                        INCIDENT,
                        name,
                        subject,
                        state,
                        state.equals("sent") ? "2026-03-02T16:01:10Z" : null,
                        state.equals("sent") ? "250 queued" : null,
                        error.isEmpty() ? null : error))
                .update();
    }

    /** As if so many alerts had joined, each with an address that is blocked and somebody who is asked about it. */
    void joinedBy(int alerts) {
        for (int i = 1; i <= alerts; i++) {
            Instant at = Instant.parse("2026-03-02T16:02:00Z").plusSeconds(5L * i);
            String address = "198.51.100." + i;
            String approval = "[acme #12 critical] Approval needed: block ip " + address;
            alert("ET MALWARE LockBit ransomware note", at, address);
            sql("""
                insert into incident_entity (organisation, incident_id, kind, value, role, first_seen)
                values ('acme', '%s', 'ip', '%s', 'attacker', '2026-03-02T16:02:00Z')
                """.formatted(INCIDENT, address));
            entry(
                    at,
                    "alert",
                    "cordon:incident",
                    "Joined by the alert 'ET MALWARE LockBit ransomware note' from suricata-eve. New in it: " + address
                            + ".");
            action("block_ip", address, "VERIFIED", "Seen at the target");
            for (String said : List.of(
                    "asked for. Playbook Contain: Block the addresses",
                    "waits for approval. The grant asks for it.",
                    "waits no longer. Approved.",
                    "being carried out. Authorised, calling the connector",
                    "done and proven. Seen at the target")) {
                entry(at, "action", "cordon:response", "block_ip " + address + " by edl: " + said);
            }
            told("Anna Nowak", approval, "sent", "");
            entry(at, "notification", "cordon:notification", "Told Anna Nowak <anna@acme.example>: " + approval);
        }
        administrator
                .sql("update incident set alert_count = alert_count + ? where id = ?")
                .params(alerts, INCIDENT)
                .update();
    }

    /** The report as somebody of the organisation sees it. */
    Optional<PostIncidentReport> reportFor(OrganisationId organisation) {
        return acting(organisation, () -> writing.of(INCIDENT));
    }

    PostIncidentReport report() {
        return reportFor(ACME).orElseThrow();
    }

    <T> T acting(OrganisationId organisation, Supplier<T> work) {
        return frame.actingFor().call(organisation, () -> frame.transactions().execute(status -> work.get()));
    }

    private void sql(String sql) {
        administrator.sql(sql).update();
    }

    @Override
    public void close() {
        frame.close();
    }
}
