package io.cordon.playbook.run;

import io.cordon.playbook.engine.Drawing;
import io.cordon.playbook.engine.History.Passage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which lines of a diagram were surely taken. The engine remembers steps and not lines: a line was taken where what it
 * comes from was done and leads nowhere else, or where what it leads to was reached and nothing else leads there that
 * was done.
 */
final class FlowsTaken {

    private FlowsTaken() {}

    /**
     * @param next what is to be begun, and so was reached
     * @param failed what was not left, whatever the engine remembers
     */
    static List<String> of(
            Drawing drawing, Collection<Passage> passages, Collection<String> next, Collection<String> failed) {
        Set<String> done = passages.stream()
                .filter(Passage::isDone)
                .map(Passage::element)
                .filter(element -> !failed.contains(element))
                .collect(Collectors.toSet());
        Set<String> reached = passages.stream().map(Passage::element).collect(Collectors.toSet());
        Map<String, Long> leaving =
                drawing.flows().stream().collect(Collectors.groupingBy(Drawing.Flow::from, Collectors.counting()));
        Map<String, Long> doneBefore = drawing.flows().stream()
                .filter(flow -> done.contains(flow.from()))
                .collect(Collectors.groupingBy(Drawing.Flow::to, Collectors.counting()));
        return drawing.flows().stream()
                .filter(flow -> done.contains(flow.from()))
                .filter(flow -> leaving.getOrDefault(flow.from(), 0L) == 1
                        || ((reached.contains(flow.to()) || next.contains(flow.to()))
                                && doneBefore.getOrDefault(flow.to(), 0L) == 1))
                .map(Drawing.Flow::id)
                .toList();
    }
}
