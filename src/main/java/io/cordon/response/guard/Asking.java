package io.cordon.response.guard;

import io.cordon.organisation.Grant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers why people must decide. */
final class Asking {

    private final Map<String, String> reasons = new LinkedHashMap<>();

    void add(String topic, String reason) {
        reasons.put(topic, reason);
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    /** The approvers are those of the grant; where it names none, one person of either party. */
    Judgement.Question question(Grant grant) {
        int client = grant.mode() == Grant.Mode.APPROVAL ? grant.clientApprovers() : 0;
        int provider = grant.mode() == Grant.Mode.APPROVAL ? grant.providerApprovers() : 0;
        String who =
                client + provider == 0 ? "one person of either party" : String.join(" and ", parts(client, provider));
        return new Judgement.Question(
                reasons.keySet(),
                client,
                provider,
                "Waits for approval by " + who + ": " + String.join("; ", reasons.values()) + ".");
    }

    private static List<String> parts(int client, int provider) {
        List<String> parts = new ArrayList<>();
        if (client > 0) {
            parts.add(client + " of the client");
        }
        if (provider > 0) {
            parts.add(provider + " of the provider");
        }
        return parts;
    }
}
