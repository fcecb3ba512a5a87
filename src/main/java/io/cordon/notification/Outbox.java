package io.cordon.notification;

import io.cordon.api.Ids;
import io.cordon.organisation.Person;
import io.cordon.organisation.ProviderAccess;
import io.cordon.storage.ServerRun;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The messages that are kept, waiting, sent, or refused. */
@Repository
class Outbox {

    /** Where to find a message, without anything of what it says. */
    record Address(OrganisationId organisation, UUID id) {}

    /** A message as the mail server is to get it. */
    record Outgoing(
            Address where,
            @Nullable UUID incidentId,
            String name,
            String address,
            Letter letter,
            List<Message.Attachment> attachments,
            Instant written,
            int attempts) {}

    /** A message whose state has changed, as others are told of it. */
    record Changed(UUID id, @Nullable UUID incidentId, String recipient, String subject) {}

    private final JdbcClient jdbc;
    private final ServerRun run;
    private final ProviderAccess providerAccess;

    Outbox(JdbcClient jdbc, ServerRun run, ProviderAccess providerAccess) {
        this.jdbc = jdbc;
        this.run = run;
        this.providerAccess = providerAccess;
    }

    /**
     * False for the provider's people where the client has shut them out. Where true, it cannot until this transaction
     * has ended, and then finds what was kept for them.
     */
    boolean mayBeTold(OrganisationId about, Person recipient) {
        return !recipient.ref().organisation().equals(OrganisationId.PROVIDER) || providerMayBeTold(about);
    }

    /** As {@link #mayBeTold} for anybody of the provider's. */
    boolean providerMayBeTold(OrganisationId about) {
        return about.equals(OrganisationId.PROVIDER) || providerAccess.standsUntilCommit(about);
    }

    /** Whether what is said about it may leave the server: that of an example stays here, whoever it is for. */
    boolean mayLeave(OrganisationId about) {
        return jdbc.sql("select not example from organisation where organisation = ?")
                .params(about.value())
                .query(Boolean.class)
                .single();
    }

    /**
     * Keeps a message; empty where this recipient has it already.
     *
     * @param why why it stays where it is kept for good; null where it may be sent later
     */
    Optional<UUID> add(
            Message message,
            Person recipient,
            String email,
            Letter letter,
            String state,
            @Nullable String why,
            Instant now) {
        UUID id = Ids.next();
        int rows = jdbc.sql("""
            insert into notification (organisation, id, incident_id, key, template, person_organisation,
                person, name, address, subject, body_text, body_html, state, last_error, created_at)
            values (:organisation, :id, :incident, :key, :template, :personOrganisation,
                :person, :name, :address, :subject, :text, :html, :state, :why, :now)
            on conflict do nothing
            """)
                .param("organisation", message.about().value())
                .param("id", id)
                .param("incident", message.incidentId(), Types.OTHER)
                .param("key", message.key())
                .param("template", message.template())
                .param("personOrganisation", recipient.ref().organisation().value())
                .param("person", recipient.ref().id())
                .param("name", Visible.line(recipient.name()))
                .param("address", email)
                .param("subject", letter.subject())
                .param("text", letter.text())
                .param("html", letter.html())
                .param("state", state)
                .param("why", why, Types.VARCHAR)
                .param("now", at(now))
                .update();
        if (rows == 0) {
            return Optional.empty();
        }
        for (int position = 0; position < message.attachments().size(); position++) {
            attach(message.about(), id, position, message.attachments().get(position));
        }
        return Optional.of(id);
    }

    private void attach(OrganisationId organisation, UUID id, int position, Message.Attachment attachment) {
        jdbc.sql("""
            insert into notification_attachment (organisation, notification_id, position, name, media_type, content)
            values (?, ?, ?, ?, ?, ?)
            """)
                .params(
                        organisation.value(),
                        id,
                        position,
                        attachment.name(),
                        attachment.mediaType(),
                        attachment.content())
                .update();
    }

    /** The id under which a recipient was told before. */
    UUID idOf(Message message, Person recipient) {
        return jdbc.sql("""
            select id from notification
            where organisation = ? and key = ? and person_organisation = ? and person = ?
            """)
                .params(
                        message.about().value(),
                        message.key(),
                        recipient.ref().organisation().value(),
                        recipient.ref().id())
                .query(UUID.class)
                .single();
    }

    Set<PersonRef> told(OrganisationId about, String key) {
        return Set.copyOf(
                jdbc.sql("select person_organisation, person from notification where organisation = ? and key = ?")
                        .params(about.value(), key)
                        .query((row, n) -> new PersonRef(
                                new OrganisationId(row.getString("person_organisation")), row.getString("person")))
                        .set());
    }

    /** Takes what is due, of every organisation, for a span of the database's clock. */
    List<Address> claim(UUID worker, Duration span, int most) {
        return jdbc.sql("select organisation, id from claim_notifications(?, ?, make_interval(secs => ?), ?)")
                .params(run.id(), worker, span.toSeconds(), most)
                .query((row, n) ->
                        new Address(new OrganisationId(row.getString("organisation")), row.getObject("id", UUID.class)))
                .list();
    }

    /** At the start: what this server had claimed when it died need not wait until the leases run out. */
    void giveBackFormer() {
        run.before()
                .ifPresent(dead -> jdbc.sql("select give_back_notifications(?)")
                        .params(dead)
                        .query((row, n) -> true)
                        .single());
    }

    /** Empty where another worker has it by now. */
    Optional<Outgoing> claimed(Address where, UUID worker) {
        return jdbc.sql("""
            select incident_id, name, address, subject, body_text, body_html, created_at, attempts from notification
            where organisation = ? and id = ? and lease = ? and state = 'queued'
            """)
                .params(where.organisation().value(), where.id(), worker)
                .query((row, n) -> new Outgoing(
                        where,
                        row.getObject("incident_id", UUID.class),
                        row.getString("name"),
                        row.getString("address"),
                        new Letter(row.getString("subject"), row.getString("body_text"), row.getString("body_html")),
                        attachments(where),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getInt("attempts")))
                .optional();
    }

    private List<Message.Attachment> attachments(Address where) {
        return jdbc.sql("""
            select name, media_type, content from notification_attachment
            where organisation = ? and notification_id = ? order by position
            """)
                .params(where.organisation().value(), where.id())
                .query((row, n) -> new Message.Attachment(
                        row.getString("name"), row.getString("media_type"), row.getBytes("content")))
                .list();
    }

    /** False where the lease went to another worker, whose word counts then; what was withheld too late was sent. */
    boolean sent(Address where, UUID worker, String messageId, String accepted, Instant now) {
        return jdbc.sql("""
            update notification
            set state = 'sent', message_id = ?, accepted = ?, sent_at = ?, last_error = null,
                lease = null, lease_until = null
            where organisation = ? and id = ? and lease = ? and state in ('queued', 'failed')
            """)
                        .params(
                                messageId,
                                accepted,
                                at(now),
                                where.organisation().value(),
                                where.id(),
                                worker)
                        .update()
                == 1;
    }

    boolean failed(Address where, UUID worker, String error) {
        return jdbc.sql("""
            update notification
            set state = 'failed', last_error = ?, lease = null, lease_until = null
            where organisation = ? and id = ? and lease = ? and state = 'queued'
            """)
                        .params(error, where.organisation().value(), where.id(), worker)
                        .update()
                == 1;
    }

    /** Puts a message back until it is due again. */
    void later(Address where, UUID worker, Duration wait, String error) {
        jdbc.sql("""
            update notification
            set next_attempt = now() + make_interval(secs => ?), last_error = ?,
                lease = null, lease_until = null
            where organisation = ? and id = ? and lease = ? and state = 'queued'
            """)
                .params(wait.toMillis() / 1000.0, error, where.organisation().value(), where.id(), worker)
                .update();
    }

    /** Keeps back what waits for people of one organisation about another, and says what that was. */
    List<Changed> withhold(OrganisationId about, OrganisationId recipients, String why) {
        // NB: the lease stays, so that a worker that is sending one just now can still say so.
        return jdbc.sql("""
            update notification set state = 'failed', last_error = :why
            where organisation = :about and person_organisation = :recipients and state = 'queued'
            returning id, incident_id, name, address, subject
            """)
                .param("why", why)
                .param("about", about.value())
                .param("recipients", recipients.value())
                .query(Outbox::changed)
                .list();
    }

    static Changed changed(ResultSet row, int n) throws SQLException {
        return new Changed(
                row.getObject("id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getString("name") + " <" + row.getString("address") + ">",
                row.getString("subject"));
    }

    /** Gives a claim back: the message is due as it was. */
    void untried(Address where, UUID worker, @Nullable String reason) {
        jdbc.sql("""
            update notification
            set attempts = attempts - 1, last_error = coalesce(:reason, last_error),
                lease = null, lease_until = null
            where organisation = :organisation and id = :id and lease = :lease and state = 'queued'
            """)
                .param("reason", reason, Types.VARCHAR)
                .param("organisation", where.organisation().value())
                .param("id", where.id())
                .param("lease", worker)
                .update();
    }

    long queued() {
        return jdbc.sql("select queued_notifications()").query(Long.class).single();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
