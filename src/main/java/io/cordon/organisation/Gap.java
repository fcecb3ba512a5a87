package io.cordon.organisation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that the set-up of an organisation leaves open. {@code kind} and {@code missing} together say which gap it
 * is, and {@code values} fill what is said of it: so it can be said in any language.
 *
 * @param kind what sort of gap, such as {@code raci}, {@code person} or {@code connector}
 * @param function the function of security work that it is about, null where it is about none
 * @param missing what is missing, such as {@code accountable} or {@code address}
 * @param text one sentence for a person
 * @param proposal what would fill it, in the shape of the document it belongs into; null where nobody can know
 * @param values who or what it is about beside the function, such as {@code party} or {@code person}
 */
public record Gap(
        String kind,
        @Nullable String function,
        String missing,
        String text,
        @Nullable Object proposal,
        Map<String, String> values) {}
