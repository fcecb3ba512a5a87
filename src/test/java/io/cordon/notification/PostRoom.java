package io.cordon.notification;

import io.cordon.TestDatabase;
import io.cordon.organisation.Person;
import io.cordon.organisation.ProviderAccess;
import io.cordon.storage.ServerRun;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The module over a real database, put together by hand, with a mail server on a port or with none. */
final class PostRoom implements AutoCloseable {

    static final int NO_SERVER = 0;

    final TestDatabase database;
    final TestDatabase.Frame frame;
    private static final Links LINKS = new Links("https://cordon.example");

    /** The server before this one, which was killed. */
    static final UUID DEAD = UUID.randomUUID();

    final JdbcClient administrator;
    final List<NotificationMoved> moved = new CopyOnWriteArrayList<>();
    final Outbox outbox;
    final NotificationQueries queries;
    final MailSettings settings = new MailSettings(
            "Cordon <cordon@soc.example>", Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(200));
    final MailServer mailServer;
    final DeliveringMail delivering;
    final Notifications notifications;

    /** What a listener in another module does; throws to break the transaction. */
    volatile Consumer<NotificationMoved> listener = moved::add;

    PostRoom(int smtpPort) throws IOException {
        this(smtpPort, TestDatabase.fresh());
        administrator
                .sql("insert into organisation (organisation, name, kind, time_zone) values ('acme', 'Acme',"
                        + " 'client', 'UTC'), ('beta', 'Beta', 'client', 'UTC')")
                .update();
    }

    /** The same place after a start of the server with other settings. */
    PostRoom restarted(int smtpPort) throws IOException {
        return new PostRoom(smtpPort, database);
    }

    private PostRoom(int smtpPort, TestDatabase database) throws IOException {
        this.database = database;
        frame = database.frame();
        administrator = database.asAdministrator();
        outbox = new Outbox(
                frame.jdbc(), new ServerRun(UUID.randomUUID(), Optional.of(DEAD)), new ProviderAccess(frame.jdbc()));
        queries = new NotificationQueries(frame.jdbc());
        mailServer = new MailServer(
                provider(smtpPort == NO_SERVER ? null : sender(smtpPort)), new MailForm(settings, Clock.systemUTC()));
        delivering = new DeliveringMail(round(), mailServer, settings, LINKS, outbox, new SimpleMeterRegistry());
        notifications = new TellingPeople(
                new WritingLetters(LINKS, Clock.systemUTC()),
                outbox,
                delivering,
                provider((organisation, incident) -> Optional.of(Told.ransomware())),
                this::publish,
                Clock.systemUTC());
    }

    /** A further worker on the same outbox. */
    MailRound round() {
        return new MailRound(
                outbox,
                mailServer,
                new RecordingDeliveries(
                        outbox, frame.actingFor(), frame.transactions(), this::publish, settings, Clock.systemUTC()),
                new SendingKept(
                        new KeptMail(frame.jdbc()),
                        outbox,
                        frame.actingFor(),
                        frame.transactions(),
                        this::publish,
                        Clock.systemUTC()),
                frame.actingFor(),
                frame.transactions());
    }

    Notifications.Outcome send(Message message) {
        return frame.actingFor()
                .call(message.about(), () -> frame.transactions().execute(tx -> notifications.send(message)));
    }

    Set<PersonRef> told(String key) {
        return frame.actingFor()
                .call(Told.ACME, () -> frame.transactions().execute(tx -> notifications.told(Told.ACME, key)));
    }

    void sendTo(String key, Person... people) {
        send(Told.message("incident-opened", key, Map.of(), people));
    }

    List<NotificationView> all() {
        return frame.actingFor()
                .call(Told.ACME, () -> frame.transactions().execute(tx -> queries.newestFirst(null, null, null, 500)));
    }

    List<NotificationView> asSeenBy(OrganisationId organisation) {
        return frame.actingFor()
                .call(
                        organisation,
                        () -> frame.transactions().execute(tx -> queries.newestFirst(null, null, null, 500)));
    }

    NotificationQueries.Whole whole(UUID id) {
        return frame.actingFor()
                .call(
                        Told.ACME,
                        () -> frame.transactions()
                                .execute(tx -> queries.find(id).orElseThrow()));
    }

    List<String> states() {
        return all().stream().map(NotificationView::state).toList();
    }

    /** As if the time of a lease had passed. */
    void leasesEnd() {
        administrator
                .sql("update notification set lease_until = now() - interval '1 second' where lease is not null")
                .update();
    }

    /** What a round claims that never comes back. */
    void claimAndDie(UUID server) {
        frame.transactions()
                .executeWithoutResult(tx -> new Outbox(
                                frame.jdbc(), new ServerRun(server, Optional.empty()), new ProviderAccess(frame.jdbc()))
                        .claim(UUID.randomUUID(), Duration.ofMinutes(5), 1));
    }

    void allAreDue() {
        administrator
                .sql("update notification set next_attempt = now() - interval '1 second'")
                .update();
    }

    private void publish(Object event) {
        listener.accept((NotificationMoved) event);
    }

    static JavaMailSenderImpl sender(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        Properties properties = sender.getJavaMailProperties();
        properties.setProperty("mail.smtp.connectiontimeout", "2000");
        properties.setProperty("mail.smtp.timeout", "2000");
        return sender;
    }

    static <T> ObjectProvider<T> provider(@Nullable T bean) {
        return new ObjectProvider<>() {
            @Override
            public Stream<T> stream() {
                return Stream.ofNullable(bean);
            }
        };
    }

    @Override
    public void close() {
        delivering.stop();
        frame.close();
    }
}
