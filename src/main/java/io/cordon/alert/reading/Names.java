package io.cordon.alert.reading;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names under which products keep things, for reading what nobody described. Names are compared without case and
 * punctuation; {@code host.name}, {@code host_name} and {@code hostName} are one.
 */
final class Names {

    /** What is looked for. */
    enum Slot {
        TITLE,
        TEXT,
        ID,
        TIME,
        SEVERITY,
        SIGNATURE,
        SIGNALS,
        HOST,
        USER,
        DOMAIN,
        URL,
        HASH,
        FILE,
        PROCESS,
        EMAIL,
        /** Where a file lies; the file is that with its name behind it, which stands beside. */
        FOLDER,
        /** What a program was started with: the file beside it is that program. */
        COMMAND,
        /** Parts of a name that say what a program read, wrote or changed: it is the victim's. */
        TOUCHED,
        /** Parts of a name that speak of what started a program, and not of the program. */
        PARENT,
        /** Where the value leads to the product or to reading matter and is no part of what happened. */
        LINK,
        /** What holds what others than the product write: headers, parameters, tags. */
        QUOTED,
        /** Parts of a name that make an address the attacker's. */
        ATTACKER,
        TARGET
    }

    private final Map<Slot, Map<String, Integer>> ranks = new EnumMap<>(Slot.class);

    /** @param names by slot, the best first */
    Names(Map<Slot, List<String>> names) {
        names.forEach((slot, list) -> {
            Map<String, Integer> byName = new HashMap<>();
            list.forEach(name -> byName.putIfAbsent(plain(name), byName.size()));
            ranks.put(slot, Map.copyOf(byName));
        });
    }

    /**
     * How good a name is for a slot, 0 the best; null where it is none of its names.
     *
     * @param key in plain form
     * @param withParent the name before and the key in one, in plain form
     */
    @Nullable
    Integer rank(Slot slot, String key, String withParent) {
        Map<String, Integer> byName = ranks.getOrDefault(slot, Map.of());
        Integer precise = byName.get(withParent);
        return precise == null ? byName.get(key) : precise;
    }

    /** Whether a part of a name begins or ends with one of the slot's words. */
    boolean hints(Slot slot, String part) {
        for (String word : ranks.getOrDefault(slot, Map.of()).keySet()) {
            if (part.startsWith(word) || part.endsWith(word)) {
                return true;
            }
        }
        return false;
    }

    /** Lower case, letters and digits only. */
    static String plain(String name) {
        StringBuilder plain = null;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (plain == null && !keep) {
                plain = new StringBuilder(name.length()).append(name, 0, i);
            }
            if (plain != null && Character.isLetterOrDigit(c)) {
                plain.append(Character.toLowerCase(c));
            }
        }
        return plain == null ? name : plain.toString();
    }
}
