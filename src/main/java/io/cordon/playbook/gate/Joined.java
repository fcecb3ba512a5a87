package io.cordon.playbook.gate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether steps that wait side by side come together and then into a transaction of its own, with nothing on the way
 * that can fail: whoever brings the news of the last one walks as far as that.
 */
final class Joined {

    private static final Set<String> GATEWAYS = Set.of("bpmn:parallelGateway", "bpmn:inclusiveGateway");
    private static final int LONGEST_WAY = 10;

    private final Markup process;

    Joined(Markup process) {
        this.process = process;
    }

    boolean beforeAnythingElse(Markup task) {
        Markup next = behind(task);
        for (int i = 0; next != null && i < LONGEST_WAY; i++) {
            if (next.is("camunda:asyncBefore", "true")) {
                return true;
            }
            if (next.name().equals("bpmn:endEvent")) {
                next = subProcessOf(next).map(this::behind).orElse(null);
            } else if (GATEWAYS.contains(next.name())) {
                next = behind(next);
            } else {
                return false;
            }
        }
        return false;
    }

    /** Where its one way leads; null where it has none or several. */
    private @Nullable Markup behind(Markup element) {
        List<Markup> ways = process.all("bpmn:sequenceFlow")
                .filter(way -> way.is("sourceRef", String.valueOf(element.attribute("id"))))
                .toList();
        if (ways.size() != 1) {
            return null;
        }
        String target = String.valueOf(ways.getFirst().attribute("targetRef"));
        return process.all().filter(other -> other.is("id", target)).findFirst().orElse(null);
    }

    private Optional<Markup> subProcessOf(Markup end) {
        return process.all("bpmn:subProcess")
                .filter(subProcess -> subProcess.children().contains(end))
                .findFirst();
    }
}
