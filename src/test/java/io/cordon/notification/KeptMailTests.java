package io.cordon.notification;

import static io.cordon.notification.Told.anna;
import static io.cordon.notification.Told.ben;
import static io.cordon.notification.Told.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.cordon.organisation.Person;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of mail that was written before there was a mail server. */
class KeptMailTests {

    private static final Person PRIYA = new Person(
            new PersonRef(OrganisationId.PROVIDER, "priya"), "Priya", "priya@soc.example", null, Set.of(), List.of());

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final PostRoom before = new PostRoom(PostRoom.NO_SERVER);

    KeptMailTests() throws IOException {}

    @BeforeEach
    void open() {
        smtp.start();
        before.administrator.sql("""
            insert into incident (organisation, id, number, title, severity, category, status, playbook,
                occurred_at, detected_at, last_alert_at)
            values ('acme', ?, 12, 'Ransomware', 'critical', 'ransomware', 'open', 'ransomware',
                now(), now(), now())
            """).param(Told.INCIDENT).update();
    }

    @AfterEach
    void close() {
        before.close();
        smtp.stop();
    }

    @Test
    void goesOutOldestFirstOnceAServerIsSetUp() throws Exception {
        before.sendTo("first", anna());
        before.send(message("incident-contained", "second", Map.of(), anna()));

        try (PostRoom after = restarted()) {
            assertThat(after.states()).containsOnly("sent");
            assertThat(after.moved)
                    .extracting(NotificationMoved::state)
                    .containsExactly("queued", "queued", "sent", "sent");
        }
        restarted().close();

        assertThat(subjects()).hasSize(2);
        assertThat(subjects().getFirst()).contains("New: ");
        assertThat(subjects().getLast()).contains("Contained, 1 step still open: ");
        assertThat(text()).contains("written ").doesNotContain("could not be sent before");
    }

    @Test
    void saysHowOldItIsBeforeAnythingElse() throws Exception {
        before.send(message("incident-opened", "first", Map.of(), anna()));
        before.administrator
                .sql("update notification set created_at = now() - interval '3 hours'")
                .update();

        restarted().close();

        assertThat(text().replace("=\r\n", "").split("could not be sent before: it was written 3 hours ago", -1))
                .as("once as text, once as HTML")
                .hasSize(3);
        assertThat(text().indexOf("3 hours ago")).isLessThan(text().indexOf("A NEW INCIDENT"));
    }

    @Test
    void staysKeptAndSaysWhyWhereItIsTooOldOrItsIncidentIsClosed() throws Exception {
        before.sendTo("of yesterday", anna());
        before.administrator
                .sql("update notification set created_at = now() - interval '25 hours'")
                .update();
        try (PostRoom after = restarted()) {
            assertKept(after);
        }
        before.sendTo("of today", ben());
        before.administrator.sql("update incident set status = 'closed'").update();
        try (PostRoom after = restarted()) {
            assertKept(after);
        }
        // Decided once: a start after that does not come back to it.
        before.administrator.sql("update incident set status = 'open'").update();
        try (PostRoom after = restarted()) {
            assertKept(after);
        }
        assertThat(subjects()).isEmpty();
    }

    @Test
    void staysKeptWhereWhatPeopleWereAskedForIsDone() throws Exception {
        before.send(message("task-waiting", "task:" + task("open"), Map.of(), anna()));
        before.send(message("task-waiting", "task:" + task("completed"), Map.of(), anna()));
        before.send(message("task-waiting", "task:" + task("cancelled"), Map.of(), anna()));

        try (PostRoom after = restarted()) {
            assertThat(after.states()).containsExactlyInAnyOrder("sent", "kept", "kept");
        }
        assertThat(subjects()).hasSize(1);
    }

    @Test
    void staysKeptForPeopleWhomTheClientHasShutOutSince() throws Exception {
        before.administrator
                .sql("insert into provider_access (organisation, id, granted_by)"
                        + " values ('acme', gen_random_uuid(), 'anna')")
                .update();
        before.sendTo("k", anna(), PRIYA);
        assertThat(before.states()).containsExactly("kept", "kept");
        before.administrator
                .sql("update provider_access set revoked_at = now(), revoked_by = 'anna'")
                .update();

        try (PostRoom after = restarted()) {
            assertThat(after.all().stream()
                            .collect(Collectors.toMap(view -> view.recipient().person(), NotificationView::state)))
                    .isEqualTo(Map.of("anna", "sent", "priya", "kept"));
        }
    }

    @Test
    void isNoFloodWhereMuchWasKept() throws Exception {
        before.sendTo("the first of all", ben());
        for (int i = 0; i < 200; i++) {
            before.sendTo("k" + i, anna());
        }
        try (PostRoom after = restarted()) {
            assertThat(after.states()).filteredOn("sent"::equals).hasSize(200);
            assertThat(after.all())
                    .filteredOn(view -> view.state().equals("kept"))
                    .extracting(view -> view.recipient().person())
                    .containsExactly("ben");
        }
        restarted().close();
        assertThat(subjects()).hasSize(200);
    }

    @Test
    void whatIsWrittenWhileItIsDecidedIsLeftToTheNextStart() throws Exception {
        before.sendTo("kept", anna());
        try (PostRoom after = before.restarted(smtp.getSmtp().getPort())) {
            // Another server, which still has no mail server.
            after.listener = moved -> {
                if (moved.state().equals("queued")) {
                    before.sendTo("meanwhile", ben());
                }
            };
            after.round().begin();
            assertThat(after.all())
                    .filteredOn(view -> view.recipient().person().equals("ben"))
                    .singleElement()
                    .satisfies(view -> {
                        assertThat(view.state()).isEqualTo("kept");
                        assertThat(view.lastError()).isNull();
                    });
        }
        try (PostRoom after = restarted()) {
            assertThat(after.states()).containsOnly("sent");
        }
    }

    @Test
    void whatFailsThereKeepsNoOtherMailFromGoingOut() throws Exception {
        before.administrator
                .sql("drop function kept_notifications(interval, int)")
                .update();
        try (PostRoom after = before.restarted(smtp.getSmtp().getPort())) {
            after.delivering.start();
            after.sendTo("new", anna());
            await().atMost(Duration.ofSeconds(20)).until(() -> after.states().equals(List.of("sent")));
        }
    }

    /** A task of the incident, in this state. */
    private UUID task(String state) {
        UUID id = UUID.randomUUID();
        before.administrator
                .sql("""
                    insert into task (organisation, id, incident_id, engine_task, playbook, step, name, function, instructions,
                        form, assignment, party, state, due, created_at, ended_at)
                    values ('acme', :id, :incident, :id::text, 'ransomware', 'find-way-in', 'Find the way in', 'monitoring', 'Look.',
                        '{}', '{}', 'client', :state, now(), now(), case when :state <> 'open' then now() end)
                    """)
                .param("id", id)
                .param("incident", Told.INCIDENT)
                .param("state", state)
                .update();
        return id;
    }

    private static void assertKept(PostRoom room) {
        assertThat(room.all()).isNotEmpty().allSatisfy(view -> {
            assertThat(view.state()).isEqualTo("kept");
            assertThat(view.lastError()).isEqualTo("Not sent: no mail server was set up when it was written.");
        });
    }

    /** The server started again, with a mail server, until all that is due has gone out. */
    private PostRoom restarted() throws IOException {
        PostRoom after = before.restarted(smtp.getSmtp().getPort());
        MailRound round = after.round();
        round.begin();
        assertThat(round.deliver()).isTrue();
        return after;
    }

    private List<String> subjects() throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (var mail : smtp.getReceivedMessages()) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }

    private String text() {
        return com.icegreen.greenmail.util.GreenMailUtil.getBody(smtp.getReceivedMessages()[0]);
    }
}
