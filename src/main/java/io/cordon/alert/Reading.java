package io.cordon.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the bytes of one delivery. */
public sealed interface Reading {

    /**
     * The delivery was taken apart.
     *
     * @param items in the order of the delivery; all of them may be rejected
     * @param cutOff where the delivery stops before its end, in a sentence for its sender; null where it is whole
     */
    record Items(List<Item> items, @Nullable String cutOff) implements Reading {

        public boolean nothingCouldBeRead() {
            return !items.isEmpty() && items.stream().allMatch(Rejected.class::isInstance);
        }
    }

    /** Nothing was tried: the caller asked for what does not exist. */
    record Refused(Reason reason, String detail) implements Reading {}

    /** Why nothing was tried. */
    enum Reason {
        /** No mapping has that name: 404. */
        UNKNOWN_SOURCE,
        /** Neither JSON nor text in UTF-8: 415. */
        UNSUPPORTED_FORMAT,
        /** No bytes: 400. */
        EMPTY
    }

    /** One item of a delivery. */
    sealed interface Item {
        int index();
    }

    /** An item that is an alert now. */
    record Read(int index, ReadAlert alert) implements Item {}

    /**
     * An item that could not be read; for the quarantine.
     *
     * @param source the source the caller named, {@code auto} included
     * @param contentType the sender's media type, null where it named none
     * @param reason what was expected and what came
     * @param raw the item's bytes exactly as they came
     */
    record Rejected(int index, String source, @Nullable String contentType, String reason, byte[] raw)
            implements Item {}
}
