package io.cordon.notification;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** The mail server that {@code spring.mail.*} names, if it names one. */
@Component
class MailServer {

    /** NB: Boot makes this bean only where {@code spring.mail.host} (or a JNDI name) is set. */
    private final @Nullable JavaMailSenderImpl settings;

    private final MailForm form;

    MailServer(ObjectProvider<JavaMailSenderImpl> settings, MailForm form) {
        this.settings = settings.getIfAvailable();
        this.form = form;
    }

    boolean isSetUp() {
        return settings != null;
    }

    /**
     * Opens one connection for several messages.
     *
     * @throws MessagingException where the server is away, or does not take our name and password
     */
    Connection connect() throws MessagingException {
        if (settings == null) {
            throw new IllegalStateException("Expected a mail server to be set up");
        }
        Transport transport = transport(settings);
        transport.connect(settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
        return new Connection(settings, transport);
    }

    private static Transport transport(JavaMailSenderImpl settings) throws NoSuchProviderException {
        String protocol = settings.getProtocol();
        return settings.getSession().getTransport(protocol == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : protocol);
    }

    /** An open connection to the server. */
    final class Connection implements AutoCloseable {

        private final JavaMailSenderImpl settings;
        private final Transport transport;

        private Connection(JavaMailSenderImpl settings, Transport transport) {
            this.settings = settings;
            this.transport = transport;
        }

        /** @throws MessagingException where the connection broke, so that nobody knows what became of the message */
        Delivery send(Outbox.Outgoing outgoing) throws MessagingException {
            try {
                MimeMessage mail = form.fill(settings.getSession(), outgoing);
                Address[] recipients = mail.getAllRecipients();
                transport.sendMessage(mail, recipients);
                return new Delivery.Accepted(mail.getMessageID(), lastWords());
            } catch (AddressException e) {
                return new Delivery.Refused("The address is not one that mail can be sent to: " + e.getMessage());
            } catch (MessagingException e) {
                int code = code(e);
                if (code >= 500 && code < 600) {
                    return new Delivery.Refused(words(e));
                }
                if (code >= 400 && code < 500) {
                    return new Delivery.Deferred(words(e));
                }
                throw e;
            }
        }

        private String lastWords() {
            String words = transport instanceof SMTPTransport smtp ? smtp.getLastServerResponse() : null;
            return words == null ? "" : Visible.line(words.strip(), 500);
        }

        @Override
        public void close() {
            try {
                transport.close();
            } catch (MessagingException e) {
                // The messages have their answers; how the goodbye went changes none of them.
            }
        }
    }

    /**
     * The server's answer about this recipient or this content; 0 for everything else. A refused sender or a failed
     * sign-in is the set-up's fault and not the message's: it waits until somebody has put that right.
     */
    private static int code(MessagingException failure) {
        for (Exception e = failure; e instanceof MessagingException next; e = next.getNextException()) {
            switch (e) {
                case SMTPAddressFailedException address -> {
                    return address.getReturnCode();
                }
                case SMTPSendFailedException content
                when content.getCommand().startsWith("DATA")
                        || content.getCommand().equals(".") -> {
                    return content.getReturnCode();
                }
                default -> {}
            }
        }
        return 0;
    }

    static String words(MessagingException failure) {
        Exception deepest = failure;
        while (deepest instanceof MessagingException next && next.getNextException() != null) {
            deepest = next.getNextException();
        }
        String message = deepest.getMessage();
        return Visible.line(message == null ? deepest.getClass().getSimpleName() : message.strip(), 500);
    }
}
