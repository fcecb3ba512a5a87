package io.cordon.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart what the server said, by templates of its English words: {@code {name}} and … stand for anything that the
 * grammar lets them. The pages do the same with the same files (server/recognise.ts there).
 */
final class Templates {

    /** A text taken apart. */
    record Recognised(String key, Map<String, String> values) {}

    private record Template(String key, List<String> words, List<String> names, int length) {}

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}|(…)");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern SPACE = Pattern.compile("\\s");

    private final Grammar grammar;
    private final List<Template> sentences;
    private final Map<String, List<Template>> pieces;

    Templates(Map<String, String> english, Grammar grammar) {
        this.grammar = grammar;
        // NB: what is more particular stands before what is less so, and the longest words are the most particular.
        List<Template> all = english.entrySet().stream()
                .map(template -> template(template.getKey(), template.getValue()))
                .sorted(Comparator.comparingInt(Template::length).reversed())
                .toList();
        this.sentences = all.stream()
                .filter(template -> grammar.pieceOf(template.key).isEmpty())
                .toList();
        this.pieces = grammar.pieces().keySet().stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> all.stream()
                                .filter(template -> grammar.pieceOf(template.key)
                                        .filter(grammar.pieceFor(name)::equals)
                                        .isPresent())
                                .toList()));
    }

    Set<String> names() {
        return Stream.concat(sentences.stream(), pieces.values().stream().flatMap(List::stream))
                .flatMap(template -> template.names.stream())
                .collect(Collectors.toSet());
    }

    Optional<Recognised> sentence(String text, Predicate<String> isAuthored) {
        return first(sentences, text, isAuthored);
    }

    Optional<Recognised> piece(String name, String text, Predicate<String> isAuthored) {
        return first(pieces.getOrDefault(name, List.of()), text, isAuthored);
    }

    private Optional<Recognised> first(List<Template> among, String text, Predicate<String> isAuthored) {
        for (Template template : among) {
            Map<String, String> values = values(text, template);
            if (values != null
                    && values.entrySet().stream()
                            .allMatch(value -> may(value.getKey(), value.getValue(), isAuthored))) {
                return Optional.of(new Recognised(template.key, values));
            }
        }
        return Optional.empty();
    }

    /** NB: no regular expression: what attackers choose the words of would make one with many names take for ever. */
    private @Nullable Map<String, String> values(String text, Template template) {
        String start = template.words.getFirst();
        if (template.names.isEmpty()) {
            return text.equals(start) ? Map.of() : null;
        }
        String end = template.words.getLast();
        if (!text.startsWith(start) || !text.endsWith(end)) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        int at = start.length();
        for (int which = 0; which < template.names.size(); which++) {
            String name = template.names.get(which);
            boolean last = which == template.names.size() - 1;
            String next = template.words.get(which + 1);
            int until = name.equals("verb")
                    ? at + grammar.verbAt(text, at)
                    : last ? text.length() - end.length() : text.indexOf(next, at + 1);
            if (until <= at || !text.startsWith(next, until)) {
                return null;
            }
            String value = text.substring(at, until);
            String before = name.equals("…") ? null : values.put(name, value);
            if (before != null && !before.equals(value)) {
                return null;
            }
            at = until + next.length();
        }
        return values;
    }

    private boolean may(String name, String value, Predicate<String> isAuthored) {
        if (grammar.numbers().contains(name)) {
            return DIGITS.matcher(value).matches();
        }
        if (grammar.single().contains(name)) {
            return !SPACE.matcher(value).find();
        }
        if (grammar.known().contains(name)) {
            return isAuthored.test(value);
        }
        String between = grammar.pieces().get(name);
        if (between == null || (between.isEmpty() && grammar.lenient().contains(name))) {
            return true;
        }
        List<String> pieces = between.isEmpty() ? List.of(value) : List.of(value.split(Pattern.quote(between), -1));
        // Of a list that may hold what is not known, the first is.
        return pieces.stream()
                .limit(grammar.lenient().contains(name) ? 1 : pieces.size())
                .allMatch(one -> piece(name, one, isAuthored).isPresent());
    }

    private static Template template(String key, String text) {
        List<String> words = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(text);
        int at = 0;
        while (name.find()) {
            words.add(text.substring(at, name.start()));
            names.add(name.group(1) == null ? "…" : name.group(1));
            at = name.end();
        }
        words.add(text.substring(at));
        return new Template(key, words, names, String.join("", words).length());
    }
}
