package io.cordon.triage.fact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An alert's further fields by their dotted names, without regard to case: relays spell keys in their own ways. A field
 * that is in several elements of an array has all their values.
 */
final class Attributes {

    private final Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Attributes(Map<String, String> attributes) {
        attributes.forEach((name, lines) -> byName.computeIfAbsent(name, n -> new ArrayList<>())
                .addAll(lines.lines().toList()));
    }

    @Nullable
    String get(String name) {
        List<String> values = of(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    @Nullable
    String with(String value, String... names) {
        for (String name : names) {
            if (of(name).stream().anyMatch(value::equalsIgnoreCase)) {
                return name;
            }
        }
        return null;
    }

    @Nullable
    String beginningWith(String beginning, String... names) {
        for (String name : names) {
            if (of(name).stream().anyMatch(value -> value.startsWith(beginning))) {
                return name;
            }
        }
        return null;
    }

    /** @param users those with a domain say which domains are ours */
    @Nullable
    String addressOutside(Collection<String> users, String... names) {
        Set<String> ours = users.stream().map(Attributes::domain).collect(Collectors.toSet());
        for (String name : names) {
            for (String address : String.join(";", of(name)).split("[;,]", -1)) {
                String domain = domain(address);
                if (!domain.isEmpty() && !ours.contains(domain)) {
                    return address.strip();
                }
            }
        }
        return null;
    }

    /** Every value of these. */
    List<String> all(Collection<String> names) {
        return names.stream().flatMap(name -> of(name).stream()).toList();
    }

    /** Every value of a field whose name, or the last two parts of it, are one of these in lower case, letters only. */
    List<String> allCalled(Set<String> plain) {
        List<String> values = new ArrayList<>();
        byName.forEach((name, ofName) -> {
            String[] parts = name.split("\\.", -1);
            String last = plain(parts[parts.length - 1]);
            String before = parts.length == 1 ? "" : plain(parts[parts.length - 2]);
            if (plain.contains(last) || plain.contains(before + last)) {
                values.addAll(ofName);
            }
        });
        return values;
    }

    private static String plain(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.chars().filter(Character::isLetter).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    boolean reaches(String name, double bound) {
        return of(name).stream().anyMatch(text -> isAtLeast(text, bound));
    }

    private List<String> of(String name) {
        return byName.getOrDefault(name, List.of());
    }

    private static boolean isAtLeast(String text, double bound) {
        try {
            return Double.parseDouble(text) >= bound;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String domain(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : address.substring(at + 1).strip().toLowerCase(Locale.ROOT);
    }
}
