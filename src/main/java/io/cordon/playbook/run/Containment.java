package io.cordon.playbook.run;

import io.cordon.response.ActionState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a containment step tells its playbook, and what is told of it to people. */
public final class Containment {

    private Containment() {}

    /** {@code containedAll}: whether every action holds; without any there was nothing to contain. */
    public static Map<String, Object> outcome(Collection<ActionState> states) {
        return Map.of("containedAll", holdsAll(states));
    }

    public static boolean holdsAll(Collection<ActionState> states) {
        return states.stream().allMatch(Containment::holds);
    }

    /** One sentence: how many actions hold, and what became of the others. */
    public static String inWords(Collection<ActionState> states) {
        if (states.isEmpty()) {
            return "No action was asked for.";
        }
        List<String> others = new ArrayList<>();
        Arrays.stream(ActionState.values())
                .filter(state -> state != ActionState.VERIFIED)
                .forEach(state -> {
                    long many = states.stream().filter(state::equals).count();
                    if (many > 0) {
                        others.add(many + " " + words(state));
                    }
                });
        long holding = states.stream().filter(ActionState.VERIFIED::equals).count();
        return holding + " of " + states.size() + (states.size() == 1 ? " action" : " actions")
                + (holding == 1 ? " holds" : " hold")
                + (others.isEmpty() ? "." : "; " + String.join(", ", others) + ".");
    }

    private static boolean holds(ActionState state) {
        return switch (state) {
            case VERIFIED, SIMULATED -> true;
            case PROPOSED, AWAITING_APPROVAL, REFUSED, EXECUTING, UNKNOWN, FAILED, UNDOING, UNDONE, EXPIRED -> false;
        };
    }

    private static String words(ActionState state) {
        return switch (state) {
            case VERIFIED -> "in force";
            case SIMULATED -> "only simulated";
            case PROPOSED, EXECUTING -> "not settled yet";
            case AWAITING_APPROVAL -> "waiting for approval";
            case REFUSED -> "refused";
            case UNKNOWN -> "uncertain";
            case FAILED -> "failed";
            case UNDOING -> "being taken back";
            case UNDONE -> "taken back";
            case EXPIRED -> "ended by time";
        };
    }
}
