package io.cordon.notification;

/** What the mail server made of one message. */
sealed interface Delivery {

    /**
     * The server has taken it on itself.
     *
     * @param words its answer, which often names the message in its own log
     */
    record Accepted(String messageId, String words) implements Delivery {}

    /** This message will never be taken: trying again changes nothing. */
    record Refused(String reason) implements Delivery {}

    /** Not now, but perhaps later. */
    record Deferred(String reason) implements Delivery {}
}
