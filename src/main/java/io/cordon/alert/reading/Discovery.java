package io.cordon.alert.reading;

import io.cordon.alert.EntityKind;
import io.cordon.alert.reading.Names.Slot;
import io.cordon.organisation.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks through an alert that nobody described, and takes what it knows by its name, its shape or its value. */
final class Discovery {

    /** Kinds that only a name gives away. */
    private static final Map<Slot, EntityKind> NAMED = Map.of(
            Slot.HOST, EntityKind.HOST,
            Slot.USER, EntityKind.USER,
            Slot.DOMAIN, EntityKind.DOMAIN,
            Slot.HASH, EntityKind.HASH,
            Slot.FILE, EntityKind.FILE,
            Slot.PROCESS, EntityKind.PROCESS);

    private static final int LONG_TEXT = 2_000;
    private static final int SHORTEST_ID = 8;

    private final Names names;
    private final Draft draft;
    private final Map<Slot, Candidate> best = new EnumMap<>(Slot.class);
    private final List<Address> sources = new ArrayList<>();
    private final List<Address> destinations = new ArrayList<>();
    private final Mapping mapping;
    private final Deque<String> parts = new ArrayDeque<>();
    private final StringBuilder path = new StringBuilder();
    private int lists;

    /** @param cost lower is better: first how good the name is, then how deep it lies */
    private record Candidate(String value, int cost) {}

    /** @param quoted whether it stands where not only the product writes */
    private record Address(String value, boolean quoted) {}

    private Discovery(Mapping mapping, Names names, Draft draft) {
        this.mapping = mapping;
        this.names = names;
        this.draft = draft;
    }

    /** Fills what the draft has not got yet. */
    static void fill(Draft draft, JsonNode alert, Mapping mapping, Names names) {
        Discovery discovery = new Discovery(mapping, names, draft);
        discovery.walk(alert, "", "");
        discovery.settleSides();
        discovery.settleFields();
        if (draft.title == null) {
            return;
        }
        boolean saysWhere = draft.names(EntityKind.IP);
        for (String line : new LinkedHashSet<>(List.of(draft.title, draft.text))) {
            if (!SignInLine.read(line, draft) && !saysWhere) {
                LineDiscovery.entitiesIn(line, draft);
            }
        }
    }

    private void walk(JsonNode node, String parent, String key) {
        if (node.isObject()) {
            walkObject(node, key);
        } else if (node.isArray()) {
            lists++;
            for (JsonNode element : node) {
                walk(element, parent, key);
            }
            lists--;
        } else if (!node.isNull()) {
            String value = ValueSource.textOf(node).strip();
            if (!value.isEmpty()) {
                leaf(parent, key, value, node.isNumber());
            }
        }
    }

    private void walkObject(JsonNode node, String key) {
        String said = keyOfPair(node);
        file(node, key);
        for (var property : node.properties()) {
            String plain = Names.plain(property.getKey());
            String pair = plain.equals("value") ? said : null;
            if (said != null && pair == null && node.size() == 2) {
                // A name of a value names nothing that happened.
                continue;
            }
            boolean quoting = draft.quoting;
            draft.quoting = quoting || pair != null || names.rank(Slot.QUOTED, plain, plain) != null;
            int length = path.length();
            path.append(length == 0 ? "" : ".").append(pair == null ? property.getKey() : pair);
            parts.push(plain);
            if (pair == null) {
                walk(property.getValue(), key, plain);
            } else {
                walk(property.getValue(), "", Names.plain(pair));
            }
            parts.pop();
            path.setLength(length);
            draft.quoting = quoting;
        }
    }

    /** A file whose folder and name stand beside each other; what ran with that hash is what the alert is about. */
    private void file(JsonNode node, String key) {
        FileParts file = FileParts.of(node, key, names);
        String whole = file.whole();
        if (whole != null) {
            Role role = roleOf(EntityKind.FILE);
            boolean own = file.isWhatRan() && lists == 0 && !draft.quoting && !isParents();
            draft.entity(EntityKind.FILE, whole, own && role == Role.NAMED ? Role.ATTACKER : role);
        }
    }

    private boolean isParents() {
        return parts.stream().anyMatch(part -> names.hints(Slot.PARENT, part));
    }

    private boolean isTouched() {
        return parts.stream().anyMatch(part -> names.hints(Slot.TOUCHED, part));
    }

    /** Of {@code {"name": "src_ip", "value": "…"}} the name, for it is the value's true key. */
    private static @Nullable String keyOfPair(JsonNode node) {
        if (!node.has("value") && !node.has("Value")) {
            return null;
        }
        for (String key : List.of("name", "Name", "key", "Key", "field", "type")) {
            JsonNode name = node.get(key);
            if (name != null && name.isString()) {
                return name.stringValue();
            }
        }
        return null;
    }

    private void leaf(String parent, String key, String value, boolean isNumber) {
        String both = parent + key;
        if (!draft.quoting || !isReadByItsPath(path.toString())) {
            draft.attribute(path.toString(), value);
        }
        if (!isNumber && value.length() <= LONG_TEXT) {
            draft.techniquesIn(value);
        }
        for (Slot slot : List.of(Slot.TITLE, Slot.TEXT, Slot.ID, Slot.TIME, Slot.SEVERITY, Slot.SIGNATURE)) {
            Integer rank = names.rank(slot, key, both);
            if (rank != null && fits(slot, value, isNumber)) {
                int cost = rank * 4 + parts.size();
                best.merge(slot, new Candidate(value, cost), (old, now) -> now.cost() < old.cost() ? now : old);
            }
        }
        if (names.rank(Slot.SIGNALS, key, both) != null) {
            draft.signal(value);
        }
        boolean isReadingMatter = names.rank(Slot.LINK, key, both) != null || value.contains("://attack.mitre.org/");
        if (!isNumber && !isReadingMatter) {
            entity(key, both, value);
        }
    }

    /** Of a name and its value somebody else may be the author: what has its path in the mapping is at that path only. */
    private boolean isReadByItsPath(String name) {
        return mapping.at(Mapping.Field.ATTRIBUTES).stream()
                .anyMatch(source ->
                        source instanceof ValueSource.Path known && known.text().equalsIgnoreCase(name));
    }

    private static boolean fits(Slot slot, String value, boolean isNumber) {
        return switch (slot) {
            case TITLE -> !isNumber && value.length() <= Draft.MAX_TITLE * 2;
            case TIME -> TimeText.read(value) != null;
            case SEVERITY -> severity(value) != null;
            // A short number counts kinds or records, and no two events apart.
            case ID -> value.length() >= SHORTEST_ID && value.chars().anyMatch(Character::isDigit);
            default -> true;
        };
    }

    private void entity(String key, String both, String value) {
        String address = IpText.read(value);
        if (address != null) {
            address(value);
            return;
        }
        if (value.regionMatches(true, 0, "http", 0, 4) || value.regionMatches(true, 0, "hxxp", 0, 4)) {
            draft.entity(EntityKind.URL, value, sideByName() == Role.ATTACKER ? Role.ATTACKER : Role.NAMED);
            return;
        }
        boolean isEmail =
                (value.indexOf('@') > 0 && value.indexOf(' ') < 0) || names.rank(Slot.EMAIL, key, both) != null;
        if (isEmail) {
            Role role = key.contains("from") || key.contains("sender") ? Role.ATTACKER : Role.TARGET;
            draft.entity(EntityKind.EMAIL, value, role);
        }
        NAMED.forEach((slot, kind) -> {
            if (names.rank(slot, key, both) != null) {
                draft.entity(kind, value, roleOf(kind));
            }
        });
    }

    private Role roleOf(EntityKind kind) {
        return switch (kind) {
            case USER -> Role.TARGET;
            case HOST -> sideByName() == Role.ATTACKER ? Role.ATTACKER : Role.TARGET;
            case HASH -> isTouched() || isParents() ? Role.NAMED : Role.ATTACKER;
            case FILE -> isTouched() ? Role.TARGET : sideByName() == Role.ATTACKER ? Role.ATTACKER : Role.NAMED;
            default -> sideByName() == Role.ATTACKER ? Role.ATTACKER : Role.NAMED;
        };
    }

    private void address(String value) {
        Role side = sideByName();
        if (draft.entity(EntityKind.IP, value, Role.NAMED)) {
            String canonical = String.valueOf(EntityText.read(EntityKind.IP, value));
            if (side == Role.ATTACKER) {
                sources.add(new Address(canonical, draft.quoting));
            } else if (side == Role.TARGET) {
                destinations.add(new Address(canonical, draft.quoting));
            }
        }
    }

    /** The nearest part of the path that says something. */
    private Role sideByName() {
        for (String part : parts) {
            if (names.hints(Slot.ATTACKER, part)) {
                return Role.ATTACKER;
            }
            if (names.hints(Slot.TARGET, part)) {
                return Role.TARGET;
            }
        }
        return Role.NAMED;
    }

    /** Names say who sent and who received; when only one of them is ours, that one is the target. */
    private void settleSides() {
        boolean oursCalledOut = !sources.isEmpty()
                && !destinations.isEmpty()
                && sources.stream().map(Address::value).allMatch(IpText::isOurs)
                && destinations.stream().map(Address::value).noneMatch(IpText::isOurs);
        note(sources, oursCalledOut ? Role.TARGET : Role.ATTACKER);
        note(destinations, oursCalledOut ? Role.ATTACKER : Role.TARGET);
    }

    private void note(List<Address> addresses, Role role) {
        for (Address address : addresses) {
            draft.quoting = address.quoted;
            draft.entity(EntityKind.IP, address.value, role);
        }
        draft.quoting = false;
    }

    private void settleFields() {
        draft.title = draft.title == null ? value(Slot.TITLE) : draft.title;
        draft.text = draft.text.isEmpty() && value(Slot.TEXT) != null ? String.valueOf(value(Slot.TEXT)) : draft.text;
        draft.title = draft.title == null && !draft.text.isEmpty() ? draft.text : draft.title;
        draft.id = draft.id == null ? value(Slot.ID) : draft.id;
        draft.signature = draft.signature == null ? value(Slot.SIGNATURE) : draft.signature;
        String time = value(Slot.TIME);
        if (draft.time == null && time != null) {
            draft.time = TimeText.read(time);
        }
        String severity = value(Slot.SEVERITY);
        if (draft.severity == null && severity != null) {
            draft.severity = severity(severity);
        }
    }

    private @Nullable String value(Slot slot) {
        Candidate candidate = best.get(slot);
        return candidate == null ? null : candidate.value();
    }

    /** A word, or a number of a scale that ends at 10 or at 100. */
    private static @Nullable Severity severity(String text) {
        Severity word = SeverityScale.WORDS_ONLY.read(text);
        if (word != null) {
            return word;
        }
        try {
            double number = Double.parseDouble(text.toLowerCase(Locale.ROOT));
            if (!(number >= 0 && number <= 100)) {
                return null;
            }
            double tenth = number > 10 ? number / 10 : number;
            return tenth >= 9
                    ? Severity.CRITICAL
                    : tenth >= 7
                            ? Severity.HIGH
                            : tenth >= 4 ? Severity.MEDIUM : tenth >= 1 ? Severity.LOW : Severity.INFORMATIONAL;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
