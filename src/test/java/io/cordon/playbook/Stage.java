package io.cordon.playbook;

import io.cordon.TestDatabase;
import io.cordon.alert.Entities;
import io.cordon.alert.EntityKind;
import io.cordon.audit.AuditTrail;
import io.cordon.incident.AlertsJoined;
import io.cordon.incident.Incident;
import io.cordon.incident.IncidentBrief;
import io.cordon.incident.IncidentOpened;
import io.cordon.incident.IncidentStatus;
import io.cordon.incident.Incidents;
import io.cordon.incident.NamedByHand;
import io.cordon.incident.StatusChanged;
import io.cordon.incident.Timeline;
import io.cordon.notification.Message;
import io.cordon.notification.Notifications;
import io.cordon.organisation.Assignment;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.NothingAgreed;
import io.cordon.organisation.Organisation;
import io.cordon.organisation.Person;
import io.cordon.organisation.ProviderAccess;
import io.cordon.organisation.Severity;
import io.cordon.response.ActionRequest;
import io.cordon.response.ActionSettled;
import io.cordon.response.ActionState;
import io.cordon.response.Actions;
import io.cordon.response.ApprovalAsked;
import io.cordon.response.ByHand;
import io.cordon.response.OpenActions;
import io.cordon.response.Standing;
import io.cordon.response.WaitingApprovals;
import io.cordon.storage.ServerRun;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import io.cordon.triage.PlaybookStarts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The module as it is, on a real database; its neighbours are played by hand. */
public final class Stage implements AutoCloseable {

    public static final OrganisationId ACME = new OrganisationId("acme");
    public static final OrganisationId OTHER = new OrganisationId("other");
    public static final Person ANNA = person(ACME, "anna", Role.RESPONDER);
    public static final Person LARS = person(ACME, "lars", Role.LEAD);
    public static final Person PIA = person(OrganisationId.PROVIDER, "pia", Role.RESPONDER);

    /** What a playbook tells its containment; the engine knows no default for a flag that is not handed over. */
    public static final Set<String> CONTAIN_FLAGS = Set.of(
            "isolateHosts",
            "disableAccounts",
            "revokeSessions",
            "blockAddresses",
            "blockDomains",
            "blockUrls",
            "quarantineFiles",
            "quarantineEmails",
            "containedAll");

    private static final Set<ActionState> LEFT_UNDONE =
            Set.of(ActionState.REFUSED, ActionState.FAILED, ActionState.UNKNOWN, ActionState.EXPIRED);

    public final TestDatabase database = TestDatabase.fresh();
    public final TestDatabase.Frame frame = database.frame();
    public final Map<UUID, Incident> incidents = new ConcurrentHashMap<>();
    public final Map<UUID, ActionState> ledger = new ConcurrentHashMap<>();
    public final Map<UUID, ActionRequest> requests = new ConcurrentHashMap<>();
    private final Map<UUID, Set<String>> waiters = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> settledAt = new ConcurrentHashMap<>();
    /** Targets for which asking breaks off within the database. */
    public final Set<String> cursed = ConcurrentHashMap.newKeySet();
    /** Targets for which asking takes too long, the first time. */
    public final Set<String> slow = ConcurrentHashMap.newKeySet();
    /** Incidents of which nothing may be approved any more. */
    public final Set<UUID> withdrawn = ConcurrentHashMap.newKeySet();
    /** Incidents whose report cannot be made. */
    public final Set<UUID> withoutReport = ConcurrentHashMap.newKeySet();
    /** What a person has denied: nobody does it by hand, and nothing asks for it again. */
    public final Set<UUID> denied = ConcurrentHashMap.newKeySet();
    /** What counts as done by hand, and in whose words. */
    public final Map<UUID, String> byHand = new ConcurrentHashMap<>();

    /** What becomes durable while somebody waits for an incident. */
    public volatile Runnable whileWaiting = () -> {};

    public final Queue<String> timeline = new ConcurrentLinkedQueue<>();
    public final Queue<String> audit = new ConcurrentLinkedQueue<>();
    public final Map<UUID, Queue<String>> reasons = new ConcurrentHashMap<>();
    public final Map<String, Message> messages = new ConcurrentHashMap<>();
    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @ComponentScan("io.cordon.playbook")
    static class Wiring {}

    public Stage(Path playbooks) {
        frame.actingFor()
                .run(
                        List.of(ACME, OTHER),
                        () -> frame.transactions().executeWithoutResult(status -> {
                            for (OrganisationId organisation : List.of(ACME, OTHER)) {
                                frame.jdbc()
                                        .sql("insert into organisation (organisation, name, kind, time_zone) values"
                                                + " (?, ?, 'client', 'UTC')")
                                        .params(organisation.value(), organisation.value())
                                        .update();
                                frame.jdbc()
                                        .sql("insert into provider_access (organisation, id, granted_by) values"
                                                + " (?, ?, 'test')")
                                        .params(organisation.value(), UUID.randomUUID())
                                        .update();
                            }
                        }));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("cordon.playbooks-dir", playbooks.toString())));
        context.registerBean(javax.sql.DataSource.class, frame::dataSource);
        context.registerBean(ActingFor.class, frame::actingFor);
        context.registerBean(JdbcClient.class, frame::jdbc);
        context.registerBean(TransactionTemplate.class, frame::transactions);
        context.registerBean(
                org.springframework.transaction.PlatformTransactionManager.class,
                () -> java.util.Objects.requireNonNull(frame.transactions().getTransactionManager()));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(ServerRun.class, () -> new ServerRun(UUID.randomUUID(), Optional.empty()));
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(Incidents.class, PlayedIncidents::new);
        context.registerBean(NamedByHand.class, () -> (organisation, incident) -> Map.of());
        context.registerBean(Actions.class, PlayedActions::new);
        context.registerBean(OpenActions.class, PlayedOpenActions::new);
        context.registerBean(
                Timeline.class,
                () -> (organisation, incident, kind, by, text, refs) -> timeline.add(kind + " | " + by + " | " + text));
        context.registerBean(
                AuditTrail.class,
                () -> (organisation, actor, action, subject, detail) -> audit.add(action + " | " + actor));
        context.registerBean(Notifications.class, PlayedNotifications::new);
        context.registerBean(WaitingApprovals.class, () -> (caller, most) -> List.of());
        context.registerBean(PlaybookStarts.class, () -> playbook -> List.of());
        context.registerBean(ProviderAccess.class, () -> new ProviderAccess(frame.jdbc()));
        context.registerBean(Contracts.class, () -> PlayedContract::new);
        context.registerBean("report", Step.class, this::reporting);
        context.register(Wiring.class);
        context.refresh();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public void acting(OrganisationId organisation, Runnable work) {
        frame.actingFor().run(organisation, () -> frame.transactions().executeWithoutResult(status -> work.run()));
    }

    public void publish(OrganisationId organisation, Object event) {
        acting(organisation, () -> context.publishEvent(event));
    }

    /** Opens an incident and with it its playbook. */
    public UUID open(OrganisationId organisation, String playbook, Severity severity) {
        return open(organisation, UUID.randomUUID(), playbook, severity);
    }

    public UUID open(OrganisationId organisation, UUID id, String playbook, Severity severity) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        incidents.put(
                id,
                new Incident(
                        id,
                        organisation,
                        1,
                        "Something bad",
                        severity,
                        "ransomware",
                        IncidentStatus.OPEN,
                        Set.of(),
                        new Entities(Map.of(
                                EntityKind.IP, List.of("203.0.113.7", "192.0.2.10"),
                                EntityKind.HOST, List.of("srv-files"))),
                        Set.of("203.0.113.7"),
                        Set.of("192.0.2.10", "srv-files"),
                        1,
                        now,
                        now,
                        null,
                        null,
                        null,
                        playbook,
                        null));
        publish(organisation, new IncidentOpened(organisation, id, "ransomware", severity, playbook));
        return id;
    }

    public Incident incident(UUID id) {
        return java.util.Objects.requireNonNull(incidents.get(id));
    }

    /** As the incidents do it: both in one transaction. */
    public void reopen(UUID incident) {
        acting(ACME, () -> {
            move(incident, IncidentStatus.OPEN, "again", "acme/lars");
            publish(
                    ACME,
                    new IncidentOpened(
                            ACME,
                            incident,
                            "ransomware",
                            Severity.CRITICAL,
                            incident(incident).playbook()));
        });
    }

    /** A person moves it on, or a playbook does. */
    public void move(UUID incident, IncidentStatus to, String reason, String by) {
        Incident before = incident(incident);
        if (!before.status().canBecome(to)) {
            throw new IllegalStateException("Expected a move that incidents make, but incident " + incident + " is "
                    + before.status() + ", and was moved to " + to + ": move it elsewhere first");
        }
        acting(ACME, () -> changeStatus(before, to, reason, by, null));
    }

    /** A person closes it, as it goes on in another. */
    public void closeAsMerged(UUID incident, UUID into, String reason, String by) {
        acting(ACME, () -> changeStatus(incident(incident), IncidentStatus.CLOSED, reason, by, into));
    }

    private void changeStatus(Incident before, IncidentStatus to, String reason, String by, @Nullable UUID mergedInto) {
        change(before.id(), changing -> changing.status = to);
        context.publishEvent(
                new StatusChanged(before.organisation(), before.id(), before.status(), to, reason, by, mergedInto));
    }

    public void acknowledge(UUID incident) {
        acknowledge(incident, Instant.now());
    }

    public void acknowledge(UUID incident, Instant at) {
        change(incident, changing -> changing.acknowledgedAt = at);
    }

    public void becomes(UUID incident, Severity severity) {
        change(incident, changing -> changing.severity = severity);
    }

    public void addAttacker(UUID incident, String address) {
        change(incident, changing -> {
            changing.entities = changing.entities.with(new Entities(Map.of(EntityKind.IP, List.of(address))));
            changing.attackers = new TreeSet<>(changing.attackers);
            changing.attackers.add(address);
            changing.alerts++;
        });
    }

    /** An alert joins that brings an attacker. */
    public void join(UUID incident, String address) {
        addAttacker(incident, address);
        publish(ACME, new AlertsJoined(ACME, incident, List.of(UUID.randomUUID()), true));
    }

    private void change(UUID incident, Consumer<Changing> change) {
        incidents.computeIfPresent(incident, (id, before) -> {
            var changing = new Changing(before);
            change.accept(changing);
            return changing.changed();
        });
    }

    /** What of an incident changes while its playbook runs. */
    private static final class Changing {
        private final Incident before;
        private IncidentStatus status;
        private Severity severity;
        private Entities entities;
        private Set<String> attackers;
        private int alerts;
        private @Nullable Instant acknowledgedAt;
        private String playbook;
        private @Nullable Integer version;

        Changing(Incident before) {
            this.before = before;
            this.status = before.status();
            this.severity = before.severity();
            this.entities = before.entities();
            this.attackers = before.attackers();
            this.alerts = before.alertCount();
            this.acknowledgedAt = before.acknowledgedAt();
            this.playbook = before.playbook();
            this.version = before.playbookVersion();
        }

        Incident changed() {
            return new Incident(
                    before.id(),
                    before.organisation(),
                    before.number(),
                    before.title(),
                    severity,
                    before.category(),
                    status,
                    before.techniques(),
                    entities,
                    attackers,
                    before.targets(),
                    alerts,
                    before.occurredAt(),
                    before.detectedAt(),
                    acknowledgedAt,
                    null,
                    null,
                    playbook,
                    version);
        }
    }

    /** The outcome becomes durable, and the response tells of it. */
    public void settle(UUID action, ActionState state) {
        settle(action, state, Instant.now());
    }

    public void settle(UUID action, ActionState state, Instant at) {
        ledger.put(action, state);
        settledAt.put(action, at);
        ActionRequest request = java.util.Objects.requireNonNull(requests.get(action));
        waiters.getOrDefault(action, Set.of())
                .forEach(waiter -> publish(
                        request.organisation(),
                        new ActionSettled(request.organisation(), action, request.incidentId(), state, waiter)));
    }

    public List<UUID> unsettledActions() {
        return ledger.entrySet().stream()
                .filter(entry -> !entry.getValue().isSettled())
                .map(Map.Entry::getKey)
                .toList();
    }

    public List<String> targets() {
        return requests.values().stream()
                .map(request -> request.verb().id() + " " + request.target())
                .sorted()
                .toList();
    }

    public static Caller caller(Person person) {
        OrganisationId home = person.ref().organisation();
        return new Caller(
                person.ref().toString(),
                person.ref(),
                home,
                home.equals(OrganisationId.PROVIDER) ? Party.PROVIDER : Party.CLIENT,
                person.roles(),
                home.equals(OrganisationId.PROVIDER) ? Set.of(home, ACME, OTHER) : Set.of(home));
    }

    private static Person person(OrganisationId organisation, String id, Role role) {
        return new Person(
                new PersonRef(organisation, id),
                id,
                id + "@" + organisation + ".example",
                null,
                Set.of(role),
                List.of());
    }

    private Step reporting() {
        return new Step() {
            @Override
            public String name() {
                return "report";
            }

            @Override
            public Result run(Call call) {
                if (withoutReport.contains(call.incidentId())) {
                    throw new IllegalStateException("Expected a printer, but there is none");
                }
                return new Result.Done(Map.of());
            }
        };
    }

    @Override
    public void close() {
        context.close();
        frame.close();
    }

    private final class PlayedIncidents implements Incidents {
        @Override
        public Optional<Incident> find(OrganisationId organisation, UUID id) {
            return Optional.ofNullable(incidents.get(id))
                    .filter(incident -> incident.organisation().equals(organisation));
        }

        @Override
        public Optional<Incident> find(UUID id) {
            return Optional.ofNullable(incidents.get(id))
                    .filter(incident -> ActingFor.current().contains(incident.organisation()));
        }

        @Override
        public Map<UUID, IncidentBrief> briefly(Collection<UUID> ids) {
            Map<UUID, IncidentBrief> found = new java.util.HashMap<>();
            ids.forEach(id -> find(id).ifPresent(incident -> found.put(id, brief(incident))));
            return found;
        }

        @Override
        public List<Unacknowledged> unacknowledged(int most) {
            return incidents.values().stream()
                    .filter(incident -> incident.acknowledgedAt() == null)
                    .map(incident -> new Unacknowledged(brief(incident), incident.detectedAt(), null))
                    .toList();
        }

        private static IncidentBrief brief(Incident incident) {
            return new IncidentBrief(
                    incident.id(),
                    incident.organisation(),
                    incident.number(),
                    incident.title(),
                    incident.severity(),
                    null);
        }

        @Override
        public boolean changeStatus(OrganisationId organisation, UUID id, IncidentStatus to, String reason, String by) {
            Incident before = find(organisation, id).orElseThrow();
            reasons.computeIfAbsent(id, incident -> new ConcurrentLinkedQueue<>())
                    .add(reason);
            Stage.this.changeStatus(before, to, reason, by, null);
            return true;
        }

        @Override
        public void hold(OrganisationId organisation, UUID id) {
            whileWaiting.run();
        }

        @Override
        public void changeSeverity(OrganisationId organisation, UUID id, Severity to, String reason, String by) {
            throw new UnsupportedOperationException("Nobody here changes a severity");
        }

        @Override
        public boolean acknowledge(OrganisationId organisation, UUID id, String by) {
            timeline.add("acknowledged | " + by);
            boolean first = incident(id).acknowledgedAt() == null;
            Stage.this.acknowledge(id);
            return first;
        }

        @Override
        public void runsPlaybook(OrganisationId organisation, UUID id, String key, int version) {
            change(id, changing -> {
                changing.playbook = key;
                changing.version = version;
            });
        }
    }

    /** Keeps the first message of each key, and who was told under it. */
    private final class PlayedNotifications implements Notifications {
        private final Map<String, Set<PersonRef>> told = new ConcurrentHashMap<>();

        @Override
        public Outcome send(Message message) {
            messages.putIfAbsent(message.key(), message);
            Set<PersonRef> known = told.computeIfAbsent(message.key(), key -> ConcurrentHashMap.newKeySet());
            List<String> before = message.recipients().stream()
                    .filter(recipient -> !known.add(recipient.ref()))
                    .map(Person::name)
                    .toList();
            return new Outcome(
                    message.recipients().stream()
                            .map(recipient -> UUID.randomUUID())
                            .toList(),
                    before,
                    List.of());
        }

        @Override
        public Set<PersonRef> told(OrganisationId about, String key) {
            return Set.copyOf(told.getOrDefault(key, Set.of()));
        }
    }

    private final class PlayedActions implements Actions {
        @Override
        public List<UUID> request(ActionRequest request) {
            if (cursed.contains(request.target())) {
                frame.jdbc().sql("select 1 / 0").query().singleRow();
            }
            if (slow.remove(request.target())) {
                frame.jdbc().sql("set local statement_timeout = '10ms'").update();
                frame.jdbc().sql("select pg_sleep(20)").query().singleRow();
            }
            UUID id = UUID.nameUUIDFromBytes(
                    (request.incidentId() + request.verb().id() + request.target())
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            requests.putIfAbsent(id, request);
            ledger.merge(
                    id,
                    ActionState.PROPOSED,
                    (before, again) -> LEFT_UNDONE.contains(before) && !byHand.containsKey(id) && !denied.contains(id)
                            ? again
                            : before);
            waiters.computeIfAbsent(id, action -> ConcurrentHashMap.newKeySet()).add(String.valueOf(request.waiter()));
            return List.of(id);
        }

        @Override
        public void lookAgain(OrganisationId organisation, UUID incidentId, String why, String by) {}

        @Override
        public Optional<ApprovalAsked> approvalAsked(UUID action) {
            return Optional.empty();
        }

        @Override
        public Map<UUID, Standing> standing(List<UUID> actions) {
            Map<UUID, Standing> standing = new java.util.HashMap<>();
            actions.forEach(id -> standing.put(id, standing(id)));
            return standing;
        }

        private Standing standing(UUID id) {
            return new Standing(java.util.Objects.requireNonNull(ledger.get(id)), byHand.containsKey(id));
        }

        @Override
        public List<Standing> standing(OrganisationId organisation, UUID incidentId) {
            return requests.entrySet().stream()
                    .filter(request -> request.getValue().incidentId().equals(incidentId))
                    .map(request -> standing(request.getKey()))
                    .toList();
        }

        @Override
        public boolean isAnythingLeft(OrganisationId organisation, UUID incidentId, Instant since) {
            return requests.entrySet().stream()
                    .filter(request -> request.getValue().incidentId().equals(incidentId))
                    .map(Map.Entry::getKey)
                    .filter(id -> !byHand.containsKey(id) && LEFT_UNDONE.contains(ledger.get(id)))
                    .anyMatch(id -> settledAt.getOrDefault(id, Instant.EPOCH).isAfter(since));
        }
    }

    private final class PlayedOpenActions implements OpenActions {
        @Override
        public int doneByHand(OrganisationId organisation, UUID incidentId, Instant until, ByHand answer) {
            List<UUID> open = requests.entrySet().stream()
                    .filter(request -> request.getValue().incidentId().equals(incidentId))
                    .map(Map.Entry::getKey)
                    .filter(id -> LEFT_UNDONE.contains(ledger.get(id)) && !denied.contains(id))
                    .filter(id -> !settledAt.getOrDefault(id, Instant.EPOCH).isAfter(until))
                    .toList();
            open.forEach(id -> byHand.put(id, answer.by() + ": " + answer.what()));
            return open.size();
        }

        @Override
        public void withdraw(OrganisationId organisation, UUID incidentId, String reason, String by) {
            withdrawn.add(incidentId);
        }
    }

    /** The client does the first line and what only it can do, the provider the rest. */
    private record PlayedContract(OrganisationId id) implements NothingAgreed {
        private static final Set<String> CLIENT =
                Set.of("incident-response-first-line", "containment-approval", "recovery", "stakeholder-communication");

        @Override
        public Organisation organisation() {
            return new Organisation(id, id.value(), Party.CLIENT, ZoneOffset.UTC, null);
        }

        @Override
        public List<Person> clientPeople() {
            return id.equals(ACME) ? List.of(ANNA, LARS) : List.of();
        }

        @Override
        public List<Person> providerPeople() {
            return List.of(PIA);
        }

        @Override
        public Assignment assign(String function, Instant at) {
            return CLIENT.contains(function)
                    ? new Assignment(
                            function,
                            Party.CLIENT,
                            id.equals(ACME) ? List.of(ANNA) : List.of(),
                            Party.CLIENT,
                            LARS,
                            List.of(PIA),
                            List.of(),
                            3)
                    : new Assignment(
                            function,
                            Party.PROVIDER,
                            List.of(PIA),
                            null,
                            null,
                            List.of(),
                            new ArrayList<>(List.of(LARS)),
                            3);
        }
    }
}
