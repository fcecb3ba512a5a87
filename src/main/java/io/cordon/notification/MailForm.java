package io.cordon.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** The form of a mail: headers that thread, and text beside HTML. */
@Component
class MailForm {

    private static final Duration ON_TIME = Duration.ofMinutes(5);

    /** What every letter's page begins with, see mail/layout.html. */
    private static final String HEAD = "<div class=\"page\">";

    private final InternetAddress from;
    private final String domain;
    private final Clock clock;

    MailForm(MailSettings settings, Clock clock) {
        try {
            this.from = new InternetAddress(settings.from(), true);
        } catch (AddressException e) {
            throw new IllegalStateException(
                    "Expected cordon.notification.from to be a sender such as 'Cordon <cordon@soc.example>', but '"
                            + settings.from() + "' is none: " + e.getMessage(),
                    e);
        }
        String address = from.getAddress();
        this.domain = address.substring(address.indexOf('@') + 1);
        this.clock = clock;
    }

    /** The same for every try, so that a mail server or reader that gets it twice shows it once. */
    String messageId(UUID notification) {
        return "<" + notification + "@" + domain + ">";
    }

    /** @throws AddressException where the recipient's address is none */
    MimeMessage fill(Session session, Outbox.Outgoing outgoing) throws MessagingException {
        MimeMessage mail = new Numbered(session, messageId(outgoing.where().id()));
        MimeMessageHelper helper = new MimeMessageHelper(
                mail,
                outgoing.attachments().isEmpty()
                        ? MimeMessageHelper.MULTIPART_MODE_RELATED
                        : MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED,
                StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(recipient(outgoing));
        helper.setSubject(Visible.header(outgoing.letter().subject(), 200));
        helper.setSentDate(Date.from(clock.instant()));
        Letter letter = asOfNow(outgoing.letter(), outgoing.written());
        helper.setText(letter.text(), letter.html());
        mail.setHeader("Auto-Submitted", "auto-generated");
        if (outgoing.incidentId() != null) {
            // No mail carries this id: every message of the incident answers it, and so they make one thread,
            // whichever of them a reader got first.
            String thread = "<incident-" + outgoing.incidentId() + "@" + domain + ">";
            mail.setHeader("In-Reply-To", thread);
            mail.setHeader("References", thread);
        }
        for (Message.Attachment file : outgoing.attachments()) {
            helper.addAttachment(
                    Visible.header(file.name(), 120), new ByteArrayDataSource(file.content(), file.mediaType()));
        }
        mail.saveChanges();
        return mail;
    }

    /** What a letter says was so when it was written: one that could not be sent then says so before all else. */
    private Letter asOfNow(Letter letter, Instant written) {
        Duration late = Duration.between(written, clock.instant());
        if (late.compareTo(ON_TIME) <= 0) {
            return letter;
        }
        String note = "This message could not be sent before: it was written " + Shown.span(late)
                + " ago. The incident shows how it stands now.";
        return new Letter(
                letter.subject(),
                note + "\n\n" + letter.text(),
                letter.html().replaceFirst(HEAD, HEAD + "<p><strong>" + note + "</strong></p>"));
    }

    private static InternetAddress recipient(Outbox.Outgoing outgoing) throws AddressException {
        InternetAddress address = new InternetAddress(outgoing.address(), true);
        try {
            address.setPersonal(Visible.header(outgoing.name(), 120), StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java has UTF-8", e);
        }
        return address;
    }

    /** NB: saveChanges of the plain class makes a Message-ID of its own. */
    private static final class Numbered extends MimeMessage {

        private final String id;

        Numbered(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
