package io.cordon.alert;

import io.cordon.organisation.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One alert in the normal form, as its source's mapping read it: what the product said, in our words, before
 * anybody has decided what it means.
 *
 * @param source the mapping's name, such as {@code suricata-eve}
 * @param sourceId the product's own id of the event, null where it gives none
 * @param kind the kind of product: {@code ids edr siem firewall identity cloud scanner fim backup mail web other}
 * @param title one line that names what was seen
 * @param text further text of the product (description, message), may be empty
 * @param signature the id of the detection that fired ({@code rule.id}, {@code alert.signature_id}), null if none
 * @param signals the product's own classes, groups and tags, lower case
 * @param time when it happened, by the product's clock
 * @param severity how bad the product thinks it is
 * @param techniques ATT&CK ids, such as {@code T1486} or {@code T1059.001}
 * @param entities what it names; {@code attackers} and {@code targets} are subsets of these values
 * @param attackers values of entities that the product says act against us; containment prefers these
 * @param targets values of entities that are acted against
 * @param quoted those attackers and targets that no field of the product's own names, but only free text, a header, a
 *     tag: whoever attacks may have written them there, so that no suppression may go by them
 * @param state what the product says of the event's life
 * @param blocked true where the product says that it stopped the activity itself
 * @param attributes further fields that rules may look at, dotted names as in the raw alert, at most 64;
 *     where the raw alert has several values there, as in an array, each different one is a line
 * @param identity what makes two deliveries the same event; hashed with organisation and source into the fingerprint
 * @param raw the bytes as they came
 */
public record ReadAlert(
        String source,
        @Nullable String sourceId,
        String kind,
        String title,
        String text,
        @Nullable String signature,
        Set<String> signals,
        Instant time,
        Severity severity,
        Set<String> techniques,
        Entities entities,
        Set<String> attackers,
        Set<String> targets,
        Set<String> quoted,
        State state,
        boolean blocked,
        Map<String, String> attributes,
        List<String> identity,
        byte[] raw) {

    /** Where the product says the event stands. */
    public enum State {
        NEW,
        UPDATED,
        RESOLVED,
        REMEDIATED,
        SAMPLE;

        /** Whether nothing is left to do about it, as far as the product says. */
        public boolean isDone() {
            return switch (this) {
                case NEW, UPDATED -> false;
                case RESOLVED, REMEDIATED, SAMPLE -> true;
            };
        }
    }
}
