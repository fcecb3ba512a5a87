package io.cordon.report;

import io.cordon.report.PostIncidentReport.Action;
import io.cordon.response.Listing;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What is said of actions on a hosted list: no more than which firewall has pulled it, and when. */
final class OnLists {

    private OnLists() {}

    /**
     * How it stands, in the place of the ledger's word; empty for what is on no hosted list.
     *
     * @param at says a time as the reader's clock has it
     */
    static Optional<String> state(Action action, Function<Instant, String> at) {
        Listing listing = action.listing();
        if (listing == null || action.byHand() != null) {
            return Optional.empty();
        }
        Instant pulledAt = listing.pulledAt();
        String pulled = pulledAt == null
                ? ", not pulled by a firewall yet"
                : ", first pulled by a firewall since then " + at.apply(pulledAt);
        return switch (action.state()) {
            case "verified" -> Optional.of("on the list" + pulled);
            case "undone" ->
                Optional.of(listing.listed() ? "undone; on the list for another action" : "off the list" + pulled);
            case "expired" ->
                Optional.of(listing.listed() ? "ended; on the list for another action" : "off the list" + pulled);
            default -> Optional.empty();
        };
    }

    static boolean isUnpulled(Action action) {
        Listing listing = action.listing();
        return listing != null && listing.pulledAt() == null;
    }

    /** What nobody has pulled takes no effect, and its end none either. */
    static Optional<String> openPoint(Action action, String what) {
        Listing listing = action.listing();
        if (listing == null || listing.pulledAt() != null) {
            return Optional.empty();
        }
        if (action.state().equals("verified")) {
            return Optional.of(what
                    + " is on the list, but no firewall has pulled the list since: nothing shows that it is blocked.");
        }
        return listing.listed()
                ? Optional.empty()
                : Optional.of(
                        what + " is off the list, but no firewall has pulled the list since: it may be blocked still.");
    }
}
