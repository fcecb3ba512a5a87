package io.cordon.notification;

import org.springframework.stereotype.Component;

/** Whether mail leaves this server, and whether what it links to can be reached. */
@Component
public class OutgoingMail {

    private final MailServer server;
    private final Links links;

    OutgoingMail(MailServer server, Links links) {
        this.server = server;
        this.links = links;
    }

    /** Without a mail server, mail is kept and shown. */
    public boolean isSetUp() {
        return server.isSetUp();
    }

    /** Whether links in mail lead readers to their own machine, or to no machine at all. */
    public boolean linksLeadNowhere() {
        return links.leadNowhere();
    }
}
