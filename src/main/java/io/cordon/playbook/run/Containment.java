package io.cordon.playbook.run;

import io.cordon.response.ActionState;
import java.util.Collection;
import java.util.Map;

/** What a containment step tells its playbook. */
public final class Containment {

    private Containment() {}

    /** {@code containedAll}: whether every action holds; without any there was nothing to contain. */
    public static Map<String, Object> outcome(Collection<ActionState> states) {
        return Map.of("containedAll", states.stream().allMatch(Containment::holds));
    }

    private static boolean holds(ActionState state) {
        return switch (state) {
            case VERIFIED, SIMULATED -> true;
            case PROPOSED, AWAITING_APPROVAL, REFUSED, EXECUTING, UNKNOWN, FAILED, UNDOING, UNDONE, EXPIRED -> false;
        };
    }
}
