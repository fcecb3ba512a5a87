package io.cordon.notification;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.psl.DomainType;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/**
 * Text as the field writes what nobody must open by a slip of the finger: {@code hxxp://evil[.]com}. Mail programs make
 * links of addresses, of {@code www.} and of whatever ends like a domain; they leave IP addresses, file names and
 * accounts such as {@code j.miller} alone, and so does this.
 */
final class Defanged {

    private static final Pattern SCHEME = Pattern.compile("(?i)\\bhttp(s?)://");

    /** NB: begins where a name begins, and gives nothing back: a long text would take for ever otherwise. */
    private static final Pattern DOTTED =
            Pattern.compile("(?<![\\p{L}\\p{N}_-])[\\p{L}\\p{N}_-]++(?:[.\\u3002\\uFF0E\\uFF61][\\p{L}\\p{N}_-]++)++");

    private static final Pattern DOT = Pattern.compile("[.\\u3002\\uFF0E\\uFF61]");

    /** Kept for examples and for networks that nobody registers names in; some programs make links of them all the same. */
    private static final Set<String> RESERVED = Set.of("example", "test", "invalid", "onion");

    private static final PublicSuffixMatcher SUFFIXES = PublicSuffixMatcherLoader.getDefault();

    private Defanged() {}

    static String of(String text) {
        return DOTTED.matcher(SCHEME.matcher(text).replaceAll("hxxp$1://")).replaceAll(Defanged::name);
    }

    private static String name(MatchResult found) {
        String[] labels = DOT.split(found.group());
        return labels[0].equalsIgnoreCase("www") || isTopLevel(labels[labels.length - 1])
                ? String.join("[.]", labels)
                : found.group();
    }

    private static boolean isTopLevel(String label) {
        String name = label.toLowerCase(Locale.ROOT);
        // Two labels before it: below some, such as ck, names are registered one level further down.
        return RESERVED.contains(name) || SUFFIXES.getDomainRoot("a.b." + name, DomainType.ICANN) != null;
    }
}
