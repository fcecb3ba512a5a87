package io.cordon.playbook.run;

import io.cordon.playbook.Step.Call;
import io.cordon.response.ActionState;
import io.cordon.response.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a containment step tells its playbook, and what is told of it to people. */
public final class Containment {

    /** The shared playbook that contains what its flags name. */
    public static final String PLAYBOOK = "contain";

    private Containment() {}

    /** Whether a call of this playbook runs beside the incident's own way. */
    public static boolean isBeside(Call call) {
        return call.playbook().equals(PLAYBOOK) && call.isBeside();
    }

    /** {@code containedAll}: whether every action holds; without any there was nothing to contain. */
    public static Map<String, Object> outcome(Collection<Standing> actions) {
        return Map.of("containedAll", doAllHold(actions));
    }

    public static boolean doAllHold(Collection<Standing> actions) {
        return actions.stream().allMatch(Containment::holds);
    }

    /**
     * What is known when the asking is done.
     *
     * @param all {@code notAsked} is true where something could not even be asked for
     */
    public static Map<String, Object> asked(boolean all) {
        return all ? Map.of("notAsked", false) : Map.of("notAsked", true, "containedAll", false);
    }

    /** What is known where another containment waits for the rest: it is not over yet, and that one sees to it. */
    public static Map<String, Object> leftToAnother(boolean all) {
        return Map.of("notAsked", !all, "containedAll", false);
    }

    /** What a playbook hands over that asks for containment: nothing has failed so far. */
    public static Map<String, Object> begunAnew() {
        return Map.of("containedAll", "true", "notAsked", "false");
    }

    public static boolean areSettled(Collection<Standing> actions) {
        return actions.stream().map(Standing::state).allMatch(ActionState::isSettled);
    }

    /** One sentence: how many actions hold, and what became of the others. */
    public static String inWords(Collection<Standing> actions) {
        if (actions.isEmpty()) {
            return "No action was asked for.";
        }
        List<ActionState> states = actions.stream()
                .filter(action -> !action.byHand())
                .map(Standing::state)
                .toList();
        List<String> others = new ArrayList<>();
        if (states.size() < actions.size()) {
            others.add((actions.size() - states.size()) + " done by hand");
        }
        Arrays.stream(ActionState.values())
                .filter(state -> state != ActionState.VERIFIED)
                .forEach(state -> {
                    long many = states.stream().filter(state::equals).count();
                    if (many > 0) {
                        others.add(many + " " + words(state));
                    }
                });
        long holding = states.stream().filter(ActionState.VERIFIED::equals).count();
        return holding + " of " + actions.size() + (actions.size() == 1 ? " action" : " actions")
                + (holding == 1 ? " holds" : " hold")
                + (others.isEmpty() ? "." : "; " + String.join(", ", others) + ".");
    }

    public static boolean holds(Standing action) {
        return action.byHand()
                || switch (action.state()) {
                    case VERIFIED, SIMULATED -> true;
                    case PROPOSED, AWAITING_APPROVAL, REFUSED, EXECUTING, UNKNOWN, FAILED, UNDOING, UNDONE, EXPIRED ->
                        false;
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
