package io.cordon.organisation;

import org.jspecify.annotations.Nullable;

/**
 * Something that the set-up of an organisation leaves open.
 *
 * @param kind what sort of gap, such as {@code raci}, {@code person} or {@code connector}
 * @param function the function of security work that it is about, null where it is about none
 * @param missing what is missing, such as {@code accountable} or {@code address}
 * @param text one sentence for a person
 * @param proposal what would fill it, in the shape of the document it belongs into; null where nobody can know
 */
public record Gap(
        String kind,
        @Nullable String function,
        String missing,
        String text,
        @Nullable Object proposal) {}
