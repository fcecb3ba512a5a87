package io.cordon.report;

import io.cordon.report.PostIncidentReport.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        // Of each verb once: both entries and actions are many where many alerts join.
        Map<String, NavigableSet<String>> targets = new LinkedHashMap<>();
        actions.stream()
                .collect(Collectors.groupingBy(
                        Action::verb, LinkedHashMap::new, Collectors.mapping(Action::target, Collectors.toSet())))
                .forEach((verb, ofVerb) -> targets.put(spelling.apply(verb) + " ", new TreeSet<>(ofVerb)));
        return text -> targets.entrySet().stream()
                .filter(ofVerb -> text.startsWith(ofVerb.getKey()))
                .map(ofVerb -> parted(ofVerb.getKey(), text, ofVerb.getValue()))
                .max(Comparator.comparingInt(parted -> parted.about().length()))
                .orElse(Parted.whole(text));
    }

    private static Parted parted(String verb, String text, NavigableSet<String> targets) {
        String rest = text.substring(verb.length());
        String target = longest(targets, rest);
        return target == null ? Parted.whole(text) : new Parted(verb, target, rest.substring(target.length()));
    }

    /** The longest target that the text begins with; null for none. */
    private static @Nullable String longest(NavigableSet<String> targets, String text) {
        String target = targets.floor(text);
        while (target != null) {
            String shared = shared(target, text);
            if (shared.length() == target.length() && endsAt(target.length(), text)) {
                return target;
            }
            // NB: in a sorted set, every further beginning of the text is a beginning of what they share, too.
            target = shared.length() == target.length() ? targets.lower(target) : targets.floor(shared);
        }
        return null;
    }

    private static String shared(String one, String other) {
        int length = Arrays.mismatch(one.toCharArray(), other.toCharArray());
        return length < 0 ? one : one.substring(0, length);
    }

    private static boolean endsAt(int end, String text) {
        return end == text.length() || " :(".indexOf(text.charAt(end)) >= 0;
    }

    /** What is alike, in the order of the first of each. */
    static <T> List<List<T>> grouped(List<T> all, Function<T, ?> likeness) {
        Map<Object, List<T>> groups = new LinkedHashMap<>();
        all.forEach(one -> groups.computeIfAbsent(likeness.apply(one), key -> new ArrayList<>())
                .add(one));
        return List.copyOf(groups.values());
    }

    /**
     * The same, where what came later about one subject must not stand above what came before it: verified, undone and
     * verified again are three.
     */
    static <T> List<List<T>> groupedInOrder(List<T> all, Function<T, ?> likeness, Function<T, ?> subject) {
        List<List<T>> groups = new ArrayList<>();
        Map<Object, Integer> latest = new HashMap<>();
        Map<Object, Integer> latestAbout = new HashMap<>();
        for (T one : all) {
            Object like = likeness.apply(one);
            int at = latest.getOrDefault(like, -1);
            if (at < latestAbout.getOrDefault(subject.apply(one), 0)) {
                at = groups.size();
                groups.add(new ArrayList<>());
                latest.put(like, at);
            }
            groups.get(at).add(one);
            latestAbout.put(subject.apply(one), at);
        }
        return List.copyOf(groups);
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
            String shown = Cells.named(one);
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
