package io.cordon.words;

import io.cordon.words.Templates.Recognised;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says in one language what was recorded in English: sentences of the server by their templates, codes by their words,
 * what playbooks and rules say by their translations. What it does not know, and so what people typed, stays.
 */
public final class Saying {

    /** Nothing of ours has more sentences; of a text with thousands, not every one is looked at with every other. */
    private static final int MOST_SENTENCES = 12;

    /**
     * Characters: nothing of ours has more. What people write may have, with one of our sentences within another
     * thousands of times.
     */
    private static final int LONGEST = 2_000;

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final Language language;
    private final Map<String, String> authored;
    private final Catalogues words;

    private Saying(Language language, Map<String, String> authored) {
        this.language = language;
        this.authored = authored;
        this.words = Catalogues.of(language);
    }

    /**
     * In a reader's language.
     *
     * @param authored what playbooks and rules say, in that language, by their English words
     */
    public static Saying in(Language language, Map<String, String> authored) {
        return new Saying(language, authored);
    }

    public Language language() {
        return language;
    }

    /** What the server wrote down; sentences without words in that language stay as they are. */
    public String told(String text) {
        return language == Language.EN ? text : known(text, MOST_SENTENCES).orElse(text);
    }

    /** Empty where no sentence of it has words in that language. */
    public Optional<String> known(String text) {
        return known(text, MOST_SENTENCES);
    }

    /** What an author of playbooks or rules wrote. */
    public String authored(String text) {
        return authored.getOrDefault(text, text);
    }

    /** A code of the interface, as it is or as the server says it in a sentence. */
    public String code(String value) {
        String known = words.codes().get(value.toLowerCase(Locale.ROOT).replace(' ', '-'));
        return known == null
                ? words.codes().getOrDefault(value, value.replace('-', ' ').replace('_', ' '))
                : known;
    }

    /** A verb or its undoing, in whichever spelling. */
    public String verb(String spelled) {
        return code(words.grammar().verbOf(spelled));
    }

    /** A function of the RACI matrix. */
    public String function(String id) {
        return words.functions().getOrDefault(id.replace(' ', '-'), id.replace('-', ' '));
    }

    private Optional<String> known(String said, int most) {
        if (said.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<String> whole = one(said);
        if (whole.isPresent()) {
            return whole;
        }
        List<Integer> ends = ends(said, most);
        for (int end : ends.reversed()) {
            Optional<String> head = one(said.substring(0, end));
            if (head.isPresent()) {
                String rest = said.substring(end + 1);
                return Optional.of(head.get() + " " + known(rest, most - 1).orElse(rest));
            }
        }
        return ends.isEmpty()
                ? Optional.empty()
                : known(said.substring(ends.getFirst() + 1), most - 1)
                        .map(tail -> said.substring(0, ends.getFirst()) + " " + tail);
    }

    /** Where sentences end, so far as that is seen. */
    private static List<Integer> ends(String said, int most) {
        List<Integer> ends = new ArrayList<>();
        int at = said.indexOf(". ");
        while (at >= 0 && ends.size() < most) {
            ends.add(at + 1);
            at = said.indexOf(". ", at + 1);
        }
        return ends;
    }

    private Optional<String> one(String said) {
        Optional<Recognised> found = words.templates().sentence(said, authored::containsKey);
        if (found.isPresent() || !said.endsWith(".")) {
            return found.map(this::inWords);
        }
        return words.templates()
                .sentence(said.substring(0, said.length() - 1), authored::containsKey)
                .map(open -> inWords(open) + ".");
    }

    private String inWords(Recognised found) {
        String template = words.sentences().getOrDefault(found.key(), "");
        return PLACE.matcher(template)
                .replaceAll(place -> java.util.regex.Matcher.quoteReplacement(
                        word(place.group(1), found.values().getOrDefault(place.group(1), place.group()))));
    }

    private String word(String name, String value) {
        Grammar grammar = words.grammar();
        String between = grammar.pieces().get(name);
        if (between != null) {
            return between.isEmpty()
                    ? piece(name, value)
                    : Arrays.stream(value.split(Pattern.quote(between), -1))
                            .map(one -> piece(name, one))
                            .collect(Collectors.joining(
                                    switch (between) {
                                        case " and " -> words.and();
                                        case " or the " -> ", ";
                                        default -> between;
                                    }));
        }
        if (name.equals("verb")) {
            return verb(value);
        }
        if (grammar.functions().contains(name)) {
            return Arrays.stream(value.split(", ")).map(this::function).collect(Collectors.joining(", "));
        }
        if (grammar.codes().contains(name)) {
            return Arrays.stream(value.split(", ")).map(this::code).collect(Collectors.joining(", "));
        }
        if (grammar.authored().contains(name) || grammar.known().contains(name)) {
            return authored(value);
        }
        return grammar.said().contains(name) ? told(value) : value;
    }

    private String piece(String name, String value) {
        return words.templates()
                .piece(name, value, authored::containsKey)
                .map(this::inWords)
                .orElseGet(() -> words.codes()
                        .getOrDefault(value.toLowerCase(Locale.ROOT).replace(' ', '-'), value));
    }
}
