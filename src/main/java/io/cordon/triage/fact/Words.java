package io.cordon.triage.fact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Text as its words: runs of letters and digits, lower case. A phrase is found where its words stand side by side,
 * so that {@code cnc} is found in <i>CnC-Beacon</i> and not in <i>sync-cncf</i>. Takes time in proportion to the
 * text, whatever the text is.
 */
final class Words {

    /** Of longer text only the beginning is looked at. */
    static final int LONGEST = 4_000;

    // Phrases are literals of rules; the bound only matters for a rule that makes them from an alert.
    private static final int MOST_PHRASES = 20_000;
    private static final Map<String, Phrase> PHRASES = new ConcurrentHashMap<>();

    private final Set<String> words;
    private final String line;

    private record Phrase(String first, String line, boolean single) {}

    private Words(Set<String> words, String line) {
        this.words = words;
        this.line = line;
    }

    static Words of(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST) + 2);
        Set<String> words = new HashSet<>();
        read(text, words, line);
        return new Words(words, line.append(' ').toString());
    }

    /** The words of several texts; no phrase is found across two of them. */
    static Words of(Collection<String> texts) {
        StringBuilder line = new StringBuilder();
        Set<String> words = new HashSet<>();
        for (String text : texts) {
            read(text, words, line);
            line.append(" |");
            if (line.length() > LONGEST) {
                break;
            }
        }
        return new Words(words, line.append(' ').toString());
    }

    private static void read(String text, Set<String> words, StringBuilder line) {
        int end = Math.min(text.length(), LONGEST);
        int start = -1;
        for (int i = 0; i <= end; i++) {
            boolean inWord = i < end && Character.isLetterOrDigit(text.charAt(i));
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                String word = text.substring(start, i).toLowerCase(Locale.ROOT);
                words.add(word);
                line.append(' ').append(word);
                start = -1;
            }
        }
    }

    /** Whether there are no words but these. */
    boolean areAmong(String... known) {
        return Set.of(known).containsAll(words);
    }

    /** The first of the phrases that is there, null for none. */
    @Nullable
    String find(String... phrases) {
        for (String phrase : phrases) {
            if (has(phrase)) {
                return phrase;
            }
        }
        return null;
    }

    boolean has(String text) {
        Phrase phrase = PHRASES.get(text);
        if (phrase == null) {
            phrase = phrase(text);
            if (PHRASES.size() < MOST_PHRASES) {
                PHRASES.put(text, phrase);
            }
        }
        return words.contains(phrase.first) && (phrase.single || line.contains(phrase.line));
    }

    private static Phrase phrase(String text) {
        List<String> words = new ArrayList<>(List.of(of(text).line.strip().split(" ", -1)));
        return new Phrase(words.getFirst(), " " + String.join(" ", words) + " ", words.size() == 1);
    }

    /** CVE ids that stand in the text, as {@code CVE-2021-44228}. */
    Set<String> cves() {
        if (!words.contains("cve")) {
            return Set.of();
        }
        Set<String> found = new HashSet<>();
        String[] all = line.strip().split(" ", -1);
        for (int i = 0; i + 2 < all.length; i++) {
            if (all[i].equals("cve") && isNumber(all[i + 1], 4, 4) && isNumber(all[i + 2], 4, 7)) {
                found.add("CVE-" + all[i + 1] + "-" + all[i + 2]);
            }
        }
        return found;
    }

    private static boolean isNumber(String text, int shortest, int longest) {
        return text.length() >= shortest
                && text.length() <= longest
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
