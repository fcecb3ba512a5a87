package io.cordon.response.blocklist;

import io.cordon.response.Verb;
import io.cordon.tenancy.OrganisationId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The three lists that are hosted. */
enum BlockList {
    IP(Verb.BLOCK_IP),
    DOMAIN(Verb.BLOCK_DOMAIN),
    URL(Verb.BLOCK_URL);

    private final Verb verb;

    BlockList(Verb verb) {
        this.verb = verb;
    }

    Verb verb() {
        return verb;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where firewalls pull it. */
    String path(OrganisationId organisation) {
        return "/edl/" + organisation + "/" + id() + ".txt";
    }

    static Optional<BlockList> of(String id) {
        return Arrays.stream(values()).filter(list -> list.id().equals(id)).findFirst();
    }

    static Optional<BlockList> of(Verb verb) {
        return Arrays.stream(values()).filter(list -> list.verb == verb).findFirst();
    }
}
