package io.cordon.response;

import static org.awaitility.Awaitility.await;

import io.cordon.TestDatabase;
import io.cordon.api.Ids;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Organisations;
import io.cordon.response.connector.ConnectorsForTests;
import io.cordon.storage.ServerRun;
import io.cordon.storage.TestFolder;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The response module over a real database, with one client acme, a fake product, and a contract that tests change. */
public final class ResponseForTests implements AutoCloseable {

    public static final OrganisationId ACME = new OrganisationId("acme");
    public static final OrganisationId BETA = new OrganisationId("beta");

    /** The server before this one, which was killed. */
    public static final UUID DEAD = UUID.randomUUID();

    public final TestDatabase database = TestDatabase.fresh();
    public final AgreedForTests agreed = new AgreedForTests();
    public final FakeProduct product = new FakeProduct();
    public final Heard heard = new Heard();
    public final UUID incident;

    private final TestDatabase.Frame frame;
    private final AnnotationConfigApplicationContext context;

    /** What was published, settled actions only after their transaction's listeners have run. */
    public static final class Heard {
        public final List<ActionMoved> moves = new CopyOnWriteArrayList<>();
        public final List<ActionSettled> settled = new CopyOnWriteArrayList<>();
        public final AtomicInteger refusalsToHear = new AtomicInteger();

        @EventListener
        void moved(ActionMoved event) {
            moves.add(event);
        }

        @EventListener
        void settled(ActionSettled event) {
            if (refusalsToHear.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("The playbook cannot go on just now");
            }
            settled.add(event);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {}

    private ResponseForTests(ResponseSettings settings, boolean running) {
        addOrganisation(ACME);
        addOrganisation(BETA);
        incident = addIncident(ACME);
        frame = database.frame();
        context = new AnnotationConfigApplicationContext();
        context.register(Transactions.class);
        context.registerBean(ActingFor.class, () -> frame.actingFor());
        context.registerBean(JdbcClient.class, () -> frame.jdbc());
        context.registerBean(TransactionTemplate.class, () -> frame.transactions());
        context.registerBean(
                org.springframework.transaction.TransactionManager.class,
                () -> Objects.requireNonNull(frame.transactions().getTransactionManager()));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(JsonMapper.class, () -> new JsonMapper());
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(Contracts.class, () -> agreed);
        context.registerBean(Organisations.class);
        context.registerBean(FakeProduct.class, () -> product);
        context.registerBean(Heard.class, () -> heard);
        context.registerBean(ResponseSettings.class, () -> settings);
        context.registerBean(ServerRun.class, () -> new ServerRun(UUID.randomUUID(), Optional.of(DEAD)));
        context.registerBean(io.cordon.storage.DataFolder.class, () -> TestFolder.at(temporary()));
        context.registerBean(io.cordon.storage.Sealing.class);
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context);
        // The products' own classes come with their own needs, and this is not about them.
        scanner.addExcludeFilter(
                new RegexPatternTypeFilter(Pattern.compile("io\\.cordon\\.response\\.connector\\.[a-z]+\\..*")));
        scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*(Controller|ResponseConfiguration)")));
        scanner.scan("io.cordon.response", "io.cordon.audit");
        context.refresh();
        if (!running) {
            stopWorker();
        }
    }

    /** Nothing is carried out but what a test carries out itself. */
    public static ResponseForTests withoutWorker() {
        return new ResponseForTests(settings(), false);
    }

    public void stopWorker() {
        context.getBean(SmartLifecycle.class).stop();
    }

    public void startWorker() {
        context.getBean(SmartLifecycle.class).start();
    }

    public static ResponseForTests running() {
        return new ResponseForTests(settings(), true);
    }

    public static ResponseForTests running(ResponseSettings settings) {
        return new ResponseForTests(settings, true);
    }

    /** Short times, so that tests do not wait. */
    public static ResponseSettings settings() {
        return new ResponseSettings(
                8, Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(50), Duration.ofSeconds(3), 3);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T acting(Supplier<T> work) {
        return frame.actingFor()
                .call(ACME, () -> Objects.requireNonNull(frame.transactions().execute(status -> work.get())));
    }

    public JdbcClient sql() {
        return database.asAdministrator();
    }

    /** Sets up the fake product as acme's connector {@code fw}. */
    public ResponseForTests withProduct() {
        return withProduct("fw");
    }

    public ResponseForTests withProduct(String connector) {
        acting(() -> {
            ConnectorsForTests.write(
                    context, ACME, connector, "fake", Map.of(), Map.of("key", "S3CR3T-canary-8c1f"), true);
            return true;
        });
        return this;
    }

    /** For what a test asks otherwise than playbooks ask of fw in the first incident. */
    public AskingForTests asking(Verb verb, String target) {
        return new AskingForTests(this, verb, target);
    }

    public UUID ask(Verb verb, String target) {
        return asking(verb, target).ask();
    }

    /** A playbook asks on behalf of another incident. */
    public UUID askFor(UUID otherIncident, Verb verb, String target) {
        return asking(verb, target).in(otherIncident).ask();
    }

    /** A playbook asks as playbooks do: whatever connector serves the verb. */
    public List<UUID> askAnyConnector(Verb verb, String target) {
        return asking(verb, target).of(null).askAll();
    }

    /** A playbook asks, and the action comes to a state. */
    public UUID askAndAwait(Verb verb, String target, ActionState state) {
        return asking(verb, target).await(state);
    }

    public ActionState state(UUID action) {
        return ActionState.valueOf(sql().sql("select state from action where id = :id")
                .param("id", action)
                .query(String.class)
                .single());
    }

    public String reason(UUID action) {
        return sql().sql("select coalesce(state_reason, reason) from action where id = :id")
                .param("id", action)
                .query(String.class)
                .single();
    }

    public void awaitState(UUID action, ActionState state) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(state(action))
                        .as(() -> reason(action))
                        .isEqualTo(state));
    }

    public List<String> audited(UUID action) {
        return sql().sql("select action from audit_entry where subject = :subject order by number")
                .param("subject", "action:" + action)
                .query((row, i) -> row.getString("action"))
                .list();
    }

    public static PersonRef person(String id) {
        return new PersonRef(ACME, id);
    }

    public static Caller lead(String id) {
        return new Caller("acme/" + id, person(id), ACME, Party.CLIENT, Set.of(Role.LEAD), Set.of(ACME));
    }

    public static Caller providerLead(String id) {
        return new Caller(
                "provider/" + id,
                new PersonRef(OrganisationId.PROVIDER, id),
                OrganisationId.PROVIDER,
                Party.PROVIDER,
                Set.of(Role.LEAD),
                Set.of(OrganisationId.PROVIDER, ACME));
    }

    @Override
    public void close() {
        context.close();
        frame.close();
    }

    private void addOrganisation(OrganisationId organisation) {
        sql().sql("insert into organisation (organisation, name, kind, time_zone) values (:id, :id, 'client', 'UTC')")
                .param("id", organisation.value())
                .update();
    }

    /** Another incident of the same organisation, or of another. */
    public UUID addIncident(OrganisationId organisation) {
        UUID id = Ids.next();
        sql().sql("""
            insert into incident (organisation, id, number, title, severity, category, status, playbook, occurred_at,
                                  detected_at, last_alert_at)
            select :org, :id, 1 + count(*), 'A test', 'high', 'malware', 'open', 'test', now(), now(), now()
            from incident where organisation = :org
            """).param("org", organisation.value()).param("id", id).update();
        return id;
    }

    /** The first incident comes to a status, of which nobody is told. */
    public void incidentBecomes(String status) {
        sql().sql("update incident set status = :status where id = :id")
                .param("status", status)
                .param("id", incident)
                .update();
    }

    public void merge(UUID merged, UUID into) {
        sql().sql("update incident set merged_into = ? where id = ?")
                .params(into, merged)
                .update();
    }

    private static Path temporary() {
        try {
            Path path = Files.createTempDirectory("cordon-response");
            path.toFile().deleteOnExit();
            return path;
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
