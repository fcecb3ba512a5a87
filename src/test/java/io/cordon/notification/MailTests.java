package io.cordon.notification;

import static io.cordon.notification.Told.anna;
import static io.cordon.notification.Told.ben;
import static io.cordon.notification.Told.message;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.cordon.organisation.Person;
import io.cordon.tenancy.OrganisationId;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the outbox through a real SMTP server into a mailbox. */
class MailTests {

    private final int port = freePort();
    private final GreenMail smtp = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final PostRoom room = new PostRoom(port);

    MailTests() throws IOException {}

    @AfterEach
    void close() {
        room.close();
        smtp.stop();
    }

    @Test
    void aMessageReachesEachRecipientAsTextAndHtml() throws Exception {
        smtp.start();
        room.sendTo("k", anna(), ben());

        room.round().deliver();

        assertThat(smtp.getReceivedMessagesForDomain("anna@acme.example"))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.getSubject()).startsWith("[acme #12 critical] New: ");
                    assertThat(mail.getFrom()[0]).hasToString("Cordon <cordon@soc.example>");
                    assertThat(mail.getAllRecipients())
                            .extracting(Object::toString)
                            .containsExactly("Anna Nowak <anna@acme.example>");
                    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
                    assertThat(GreenMailUtil.getBody(mail)).contains("text/plain", "text/html", "203.0.113.77");
                });
        assertThat(smtp.getReceivedMessagesForDomain("ben@acme.example")).hasSize(1);
        assertThat(room.all()).allSatisfy(view -> {
            assertThat(view.state()).isEqualTo("sent");
            assertThat(view.accepted()).startsWith("250");
            assertThat(view.sentAt()).isNotNull();
        });
        assertThat(room.moved).extracting(NotificationMoved::state).containsExactly("queued", "queued", "sent", "sent");
    }

    @Test
    void messagesOfOneIncidentMakeOneThread() throws Exception {
        smtp.start();
        room.sendTo("first", anna());
        room.send(message("incident-contained", "second", Map.of(), anna()));

        room.round().deliver();

        MimeMessage[] mails = smtp.getReceivedMessages();
        String thread = "<incident-" + Told.INCIDENT + "@soc.example>";
        assertThat(mails).hasSize(2);
        for (MimeMessage mail : mails) {
            assertThat(mail.getHeader("References")).containsExactly(thread);
            assertThat(mail.getHeader("In-Reply-To")).containsExactly(thread);
        }
        assertThat(mails[0].getMessageID())
                .isNotEqualTo(mails[1].getMessageID())
                .endsWith("@soc.example>");
    }

    @Test
    void filesGoAlong() throws Exception {
        smtp.start();
        byte[] pdf = "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8);
        room.send(new Message(
                Told.ACME,
                Told.INCIDENT,
                "report",
                List.of(anna()),
                Map.of(),
                "k",
                List.of(new Message.Attachment("incident-12\r\nX-Evil: 1.pdf", "application/pdf", pdf))));

        room.round().deliver();

        String raw = GreenMailUtil.getWholeMessage(smtp.getReceivedMessages()[0]);
        assertThat(raw).contains("application/pdf").doesNotContain("\nX-Evil");
        assertThat(room.whole(room.all().getFirst().id()).attachments())
                .singleElement()
                .satisfies(file -> assertThat(file.size()).isEqualTo(pdf.length));
    }

    @Test
    void alertTextCannotAddAHeaderOrARecipient() throws Exception {
        smtp.start();
        String hostile = "Phish\r\nBcc: evil@x.test\r\n\r\nbody";
        Person person = Told.person("eve", "Eve\r\nBcc: evil@x.test", "eve@acme.example");
        room.send(message("task-waiting", "k", Map.of("task", hostile), person));

        room.round().deliver();

        assertThat(smtp.getReceivedMessages()).hasSize(1);
        MimeMessage mail = smtp.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getRecipients(RecipientType.BCC)).isNull();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).contains("Phish Bcc: evil@x[.]test body");
        assertThat(smtp.getUserManager().getUserByEmail("evil@x.test")).isNull();
    }

    @Test
    void theSameKeyTellsAPersonOnce() {
        var first = room.send(message("k", anna(), anna(), ben()));
        var again = room.send(message("k", anna(), ben()));

        assertThat(first.kept()).hasSize(2);
        assertThat(first.before()).isEmpty();
        assertThat(again.kept()).isEqualTo(first.kept());
        assertThat(again.before()).containsExactly(anna().name(), ben().name());
        assertThat(room.told("k")).containsExactlyInAnyOrder(anna().ref(), ben().ref());
        assertThat(room.told("another")).isEmpty();
        assertThat(room.all()).hasSize(2);
    }

    @Test
    void whoHasNoAddressIsNamed() {
        var outcome = room.send(message("k", anna(), Told.person("carl", "Carl Weiss", null)));

        assertThat(outcome.unreachable()).containsExactly("Carl Weiss");
        assertThat(outcome.kept()).hasSize(1);
    }

    @Test
    void aMessageWhoseTransactionFailsWasNeverThere() {
        assertThatThrownBy(() -> room.frame
                        .actingFor()
                        .call(
                                Told.ACME,
                                () -> room.frame.transactions().execute(tx -> {
                                    room.notifications.send(message("k", anna()));
                                    throw new IllegalStateException("what it tells of did not happen");
                                })))
                .hasMessageContaining("did not happen");
        assertThat(room.all()).isEmpty();
    }

    @Test
    void whatWasSaidWhileTheServerWasDownArrivesOnceItIsUp() {
        room.delivering.start();
        for (int i = 0; i < 30; i++) {
            room.sendTo("k" + i, anna());
        }
        await().atMost(20, SECONDS).until(() -> room.all().stream().anyMatch(view -> view.lastError() != null));
        assertThat(room.states()).hasSize(30).containsOnly("queued");

        smtp.start();

        await().atMost(20, SECONDS).until(() -> room.states().stream().allMatch("sent"::equals));
        assertThat(messageIds()).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void aWorkerThatDiesBetweenSendingAndRecordingRepeatsUnderTheSameMessageId() throws Exception {
        smtp.start();
        room.sendTo("k", anna());
        room.listener = event -> {
            throw new IllegalStateException("the machine is gone");
        };
        assertThatThrownBy(() -> room.round().deliver()).hasMessageContaining("the machine is gone");
        assertThat(room.states()).containsExactly("queued");

        room.listener = room.moved::add;
        room.leasesEnd();
        room.round().deliver();

        assertThat(room.states()).containsExactly("sent");
        assertThat(messageIds()).hasSize(2);
        assertThat(messageIds().getFirst()).isEqualTo(messageIds().getLast());
    }

    @Test
    void whatTheKilledServerHadClaimedIsSentAtTheNextStart() {
        smtp.start();
        room.sendTo("of the dead", anna());
        room.claimAndDie(PostRoom.DEAD);
        room.sendTo("of the living", ben());
        room.claimAndDie(UUID.randomUUID());

        room.delivering.start();

        await().atMost(20, SECONDS).until(() -> room.states().contains("sent"));
        room.delivering.stop();
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        assertThat(smtp.getReceivedMessagesForDomain("anna@acme.example")).hasSize(1);
        assertThat(room.states()).containsExactlyInAnyOrder("sent", "queued");
    }

    @Test
    void severalWorkersShareTheOutboxAndDoubleNothing() throws Exception {
        smtp.start();
        for (int i = 0; i < 120; i++) {
            room.sendTo("k" + i, anna());
        }
        List<Callable<Boolean>> rounds =
                List.of(room.round()::deliver, room.round()::deliver, room.round()::deliver, room.round()::deliver);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> round : workers.invokeAll(rounds)) {
                assertThat(round.get()).isTrue();
            }
        }
        assertThat(room.states()).hasSize(120).containsOnly("sent");
        assertThat(messageIds()).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void anotherOrganisationSeesNoneOfIt() {
        room.sendTo("k", anna());

        assertThat(room.asSeenBy(new OrganisationId("beta"))).isEmpty();
        assertThat(room.asSeenBy(Told.ACME)).hasSize(1);
    }

    private List<String> messageIds() {
        return Arrays.stream(smtp.getReceivedMessages())
                .map(MailTests::messageId)
                .toList();
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
