package io.cordon.response.connector;

import io.cordon.response.Verb.TargetKind;
import java.util.List;

/**
 * What a verb shall act on, normalised: addresses in their canonical form, names in lower case without a trailing dot.
 *
 * @param alsoKnownAs for hosts and accounts, every name and address of the one asset in the client's inventory
 */
public record Target(TargetKind kind, String value, List<String> alsoKnownAs) {

    public Target {
        alsoKnownAs = List.copyOf(alsoKnownAs);
    }

    public static Target of(TargetKind kind, String value) {
        return new Target(kind, value, List.of());
    }
}
