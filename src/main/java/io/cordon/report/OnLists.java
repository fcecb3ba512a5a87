package io.cordon.report;

import io.cordon.report.PostIncidentReport.Action;
import io.cordon.response.Listing;
import java.time.Instant;
import java.util.Optional;

/** What is said of actions on a hosted list: no more than which firewall has pulled it, and when. */
final class OnLists {

    private OnLists() {}

    /**
     * How it stands, in the place of the ledger's word; empty for what is on no hosted list.
     */
    static Optional<String> state(Action action, Cells cells) {
        Listing listing = action.listing();
        if (listing == null || action.byHand() != null) {
            return Optional.empty();
        }
        Instant pulledAt = listing.pulledAt();
        String pulled = pulledAt == null
                ? cells.say("not pulled by a firewall yet")
                : cells.say("first pulled by a firewall since then {0}", cells.at(pulledAt));
        return switch (action.state()) {
            case "verified" -> Optional.of(cells.say("on the list, {0}", pulled));
            case "undone" ->
                Optional.of(
                        listing.listed()
                                ? cells.say("undone; on the list for another action")
                                : cells.say("off the list, {0}", pulled));
            case "expired" ->
                Optional.of(
                        listing.listed()
                                ? cells.say("ended; on the list for another action")
                                : cells.say("off the list, {0}", pulled));
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
