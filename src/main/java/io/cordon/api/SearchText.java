package io.cordon.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What somebody types to find something: each of its words must be part of what is searched, in any case. */
public record SearchText(List<String> words) {

    public static final SearchText NONE = new SearchText(List.of());

    private static final int LONGEST = 200;
    private static final int MOST_WORDS = 10;

    /**
     * Reads words between blanks.
     *
     * @throws IllegalArgumentException where it is too long to be searched for quickly
     */
    static SearchText of(String text) {
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (text.length() > LONGEST || words.size() > MOST_WORDS) {
            throw new IllegalArgumentException("Expected at most " + MOST_WORDS + " words and " + LONGEST
                    + " characters, but got " + words.size() + " words and " + text.length() + " characters.");
        }
        return new SearchText(words);
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /**
     * Ends what the transaction asks the database for where it takes long: what is searched was written by anybody, and
     * some texts are slow to look through for some words. The caller gets 422.
     */
    public void limitTime(JdbcClient jdbc) {
        if (!isEmpty()) {
            SearchTime.limit(jdbc);
        }
    }

    /** For {@code lower(…) like all (…)}: the words with PostgreSQL's own signs made plain. */
    public String[] patterns() {
        return words.stream()
                .map(word ->
                        "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .toArray(String[]::new);
    }
}
