package io.cordon.triage.fact;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An alert's further fields by their dotted names, without regard to case: relays spell keys in their own ways. */
final class Attributes {

    private final Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Attributes(Map<String, String> attributes) {
        byName.putAll(attributes);
    }

    @Nullable
    String get(String name) {
        return byName.get(name);
    }

    @Nullable
    String with(String value, String... names) {
        for (String name : names) {
            if (value.equalsIgnoreCase(byName.get(name))) {
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
            for (String address : byName.getOrDefault(name, "").split("[;,]", -1)) {
                String domain = domain(address);
                if (!domain.isEmpty() && !ours.contains(domain)) {
                    return address.strip();
                }
            }
        }
        return null;
    }

    boolean reaches(String name, double bound) {
        String text = byName.get(name);
        if (text == null) {
            return false;
        }
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
