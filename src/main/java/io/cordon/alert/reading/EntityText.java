package io.cordon.alert.reading;

import io.cordon.alert.CleanText;
import io.cordon.alert.EntityKind;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one spelling of an entity, or nothing where the text is none of its kind. */
final class EntityText {

    private static final int MAX_LENGTH = 1024;

    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.{3,253}$)([\\p{L}\\p{N}_]([\\p{L}\\p{N}_-]{0,61}[\\p{L}\\p{N}_])?\\.)+[\\p{L}][\\p{L}\\p{N}-]{1,62}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"(),:;\\[\\]]{1,64}@[\\p{L}\\p{N}.-]{3,253}");
    private static final Pattern HASH =
            Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}");
    private static final Pattern URL = Pattern.compile("(?i)(https?|ftp|wss?)://[^\\s<>\"]{3,}");

    private EntityText() {}

    static @Nullable String read(EntityKind kind, String raw) {
        String text = raw.strip();
        if (text.isEmpty() || isPlaceholder(text)) {
            return null;
        }
        return switch (kind) {
            case IP -> ip(text);
            case DOMAIN -> domain(text);
            case URL -> url(text);
            case EMAIL -> email(text);
            case HASH -> hash(text);
            case HOST -> host(text);
            case USER, FILE, PROCESS -> CleanText.line(text, MAX_LENGTH);
        };
    }

    private static @Nullable String ip(String text) {
        String address = IpText.read(refanged(text));
        return address == null || IpText.isNobodys(address) ? null : address;
    }

    private static @Nullable String domain(String text) {
        String domain = refanged(text).toLowerCase(Locale.ROOT);
        if (domain.endsWith(".")) {
            domain = domain.substring(0, domain.length() - 1);
        }
        int port = domain.lastIndexOf(':');
        if (port > 0) {
            domain = domain.substring(0, port);
        }
        return DOMAIN.matcher(domain).matches() ? domain : null;
    }

    private static @Nullable String url(String text) {
        String url = refanged(text);
        return url.length() <= 4 * MAX_LENGTH && URL.matcher(url).matches() ? CleanText.line(url, MAX_LENGTH) : null;
    }

    private static @Nullable String email(String text) {
        int open = text.lastIndexOf('<');
        int close = text.lastIndexOf('>');
        String address = open >= 0 && close > open ? text.substring(open + 1, close) : text;
        address = refanged(address).toLowerCase(Locale.ROOT);
        return address.length() <= 320 && EMAIL.matcher(address).matches() ? address : null;
    }

    private static @Nullable String hash(String text) {
        // Windows writes MD5=…,SHA256=…; the caller has taken such lists apart.
        int named = text.lastIndexOf('=');
        String hash = named < 0 ? text.substring(text.lastIndexOf(':') + 1) : text.substring(named + 1);
        return HASH.matcher(hash).matches() && hash.chars().anyMatch(c -> c != '0')
                ? hash.toLowerCase(Locale.ROOT)
                : null;
    }

    private static @Nullable String host(String text) {
        String host = CleanText.line(text, 255);
        return IpText.read(host) == null ? host : null;
    }

    /** Undoes the spellings that keep indicators from being clicked: hxxp, [.], (dot). */
    private static String refanged(String text) {
        if (text.indexOf('[') < 0 && !text.regionMatches(true, 0, "hxxp", 0, 4) && text.indexOf('(') < 0) {
            return text;
        }
        String plain = text.replace("[.]", ".")
                .replace("(.)", ".")
                .replace("[dot]", ".")
                .replace("(dot)", ".")
                .replace("[:]", ":")
                .replace("[@]", "@");
        return plain.regionMatches(true, 0, "hxxp", 0, 4) ? "http" + plain.substring(4) : plain;
    }

    private static boolean isPlaceholder(String text) {
        return text.length() <= 9
                && switch (text.toLowerCase(Locale.ROOT)) {
                    case "-",
                            "--",
                            "n/a",
                            "na",
                            "none",
                            "null",
                            "unknown",
                            "(unknown)",
                            "undefined",
                            "nil",
                            "<unknown>" -> true;
                    default -> false;
                };
    }
}
