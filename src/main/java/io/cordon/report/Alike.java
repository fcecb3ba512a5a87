package io.cordon.report;

import io.cordon.report.PostIncidentReport.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Texts that differ only in what they are about, such as the target of an action: told once, with a list of that. It
 * does not matter to the truth where a text is parted: put together again it is the same.
 */
final class Alike {

    private static final int MOST_NAMED = 12;

    /** Wide enough for any list of addresses; of long links a few. */
    private static final int LONGEST_LIST = 300;

    private Alike() {}

    /** A text in three parts; the one in the middle is what it is about, and may be empty. */
    record Parted(String before, String about, String after) {

        static Parted whole(String text) {
            return new Parted(text, "", "");
        }

        /** What is behind the last of these words; whole where they are not in it. */
        static Parted behind(String words, String text) {
            int at = text.lastIndexOf(words);
            int end = at + words.length();
            return at < 0 ? whole(text) : new Parted(text.substring(0, end), text.substring(end), "");
        }
    }

    /** Parts a text that begins with an action's verb, as it is spelled there, and its target. */
    static Function<String, Parted> atTarget(UnaryOperator<String> spelling, List<Action> actions) {
        List<Parted> known = actions.stream()
                .map(action -> new Parted(spelling.apply(action.verb()) + " ", action.target(), ""))
                .distinct()
                .toList();
        return text -> known.stream()
                .filter(action -> beginsWith(action, text))
                .max(Comparator.comparingInt(action -> action.about().length()))
                .map(action -> new Parted(
                        action.before(),
                        action.about(),
                        text.substring(action.before().length() + action.about().length())))
                .orElse(Parted.whole(text));
    }

    private static boolean beginsWith(Parted action, String text) {
        int end = action.before().length() + action.about().length();
        return text.startsWith(action.before())
                && text.startsWith(action.about(), action.before().length())
                && (end == text.length() || " :(".indexOf(text.charAt(end)) >= 0);
    }

    /** What is alike, in the order of the first of each. */
    static <T> List<List<T>> grouped(List<T> all, Function<T, ?> likeness) {
        Map<Object, List<T>> groups = new LinkedHashMap<>();
        all.forEach(one -> groups.computeIfAbsent(likeness.apply(one), key -> new ArrayList<>())
                .add(one));
        return List.copyOf(groups.values());
    }

    /** One text for several that differ in the middle only; how many is said where the list does not show it. */
    static String asOne(List<Parted> alike) {
        Parted first = alike.getFirst();
        if (alike.size() == 1) {
            return first.before() + first.about() + first.after();
        }
        List<String> about = alike.stream().map(Parted::about).distinct().toList();
        return first.before()
                + list(about)
                + first.after()
                + (about.size() == alike.size() ? "" : " (" + alike.size() + " times)");
    }

    private static String list(List<String> about) {
        List<String> named = new ArrayList<>();
        int length = 0;
        for (String one : about) {
            String shown = Cells.target(one);
            length += shown.length();
            if (!named.isEmpty() && (named.size() == MOST_NAMED || length > LONGEST_LIST)) {
                break;
            }
            named.add(shown);
        }
        int left = about.size() - named.size();
        return named.stream().collect(Collectors.joining(", ")) + (left == 0 ? "" : " and " + left + " more");
    }
}
