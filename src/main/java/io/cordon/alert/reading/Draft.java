package io.cordon.alert.reading;

import io.cordon.alert.CleanText;
import io.cordon.alert.Entities;
import io.cordon.alert.EntityKind;
import io.cordon.alert.ReadAlert;
import io.cordon.alert.ReadAlert.State;
import io.cordon.organisation.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An alert while it is being read: bounded in every direction, each value in its one spelling. */
final class Draft {

    static final int MAX_TITLE = 300;
    static final int MAX_TEXT = 8_000;
    static final int MAX_VALUE = 256;
    static final int MAX_SIGNALS = 64;
    static final int MAX_ATTRIBUTES = 64;
    static final int MAX_VALUES_OF_AN_ATTRIBUTE = 1_000;
    static final int MAX_ENTITIES_OF_A_KIND = 100;

    @Nullable
    String title;

    String text = "";

    @Nullable
    String id;

    @Nullable
    Instant time;

    @Nullable
    String signature;

    @Nullable
    Severity severity;

    State state = State.NEW;
    boolean blocked;

    /** Whether what comes now stands where not only the product writes: in free text, a header, a tag. */
    boolean quoting;

    private boolean signInRefused;

    private final Set<String> signals = new LinkedHashSet<>();
    private final Set<String> techniques = new LinkedHashSet<>();
    private final Map<EntityKind, Set<String>> entities = new EnumMap<>(EntityKind.class);
    private final Set<String> attackers = new LinkedHashSet<>();
    private final Set<String> targets = new LinkedHashSet<>();
    private final Set<String> quoted = new LinkedHashSet<>();
    private final Set<String> told = new LinkedHashSet<>();
    private final Map<String, Set<String>> attributes = new LinkedHashMap<>();

    void signal(String text) {
        String signal = CleanText.line(text, MAX_VALUE).toLowerCase(Locale.ROOT);
        if (signals.size() < MAX_SIGNALS && !signal.isEmpty()) {
            signals.add(signal);
        }
    }

    /** NB: an index has them in it, and an entry of an index has an end. */
    void techniquesIn(String text) {
        TechniqueText.find(text, techniques, MAX_SIGNALS);
    }

    void attribute(String name, String value) {
        String key = CleanText.line(name, MAX_VALUE);
        Set<String> values = attributes.get(key);
        if (values == null) {
            if (attributes.size() >= MAX_ATTRIBUTES) {
                return;
            }
            values = new LinkedHashSet<>();
            attributes.put(key, values);
        }
        if (values.size() < MAX_VALUES_OF_AN_ATTRIBUTE) {
            values.add(CleanText.line(value, MAX_VALUE));
        }
    }

    /** Notes an entity if the text is one of that kind. */
    boolean entity(EntityKind kind, String text, Role role) {
        if (kind == EntityKind.HASH && text.indexOf(',') > 0) {
            boolean any = false;
            for (String one : text.split(",", MAX_SIGNALS)) {
                any |= entity(kind, one, role);
            }
            return any;
        }
        String value = EntityText.read(kind, text);
        if (value == null) {
            return kind == EntityKind.HOST && IpText.read(text) != null && entity(EntityKind.IP, text, role);
        }
        Set<String> ofKind = entities.computeIfAbsent(kind, k -> new LinkedHashSet<>());
        if (ofKind.size() >= MAX_ENTITIES_OF_A_KIND && !ofKind.contains(value)) {
            return false;
        }
        ofKind.add(value);
        switch (role) {
            case ATTACKER -> attacker(kind, value);
            case TARGET -> {
                targets.add(value);
                (quoting ? quoted : told).add(value);
            }
            case SERVER, CLIENT, QUERIED, NAMED -> {}
        }
        return true;
    }

    private void attacker(EntityKind kind, String value) {
        // Any word of a command line may look like a hash, and be any file's.
        if (kind != EntityKind.HASH || !quoting) {
            attackers.add(value);
            (quoting ? quoted : told).add(value);
        }
    }

    boolean names(EntityKind kind) {
        return entities.containsKey(kind);
    }

    /** A folder is no file, and a name without its path none that could be found, where the whole path is there. */
    private void forgetPartsOfPaths() {
        Set<String> files = entities.get(EntityKind.FILE);
        if (files == null || files.size() < 2) {
            return;
        }
        FilePaths.saidBetter(files).forEach((file, whole) -> {
            files.remove(file);
            if (whole != null && attackers.contains(file)) {
                attackers.add(whole);
                (quoted.contains(file) ? quoted : told).add(whole);
            }
            if (entities.values().stream().noneMatch(values -> values.contains(file))) {
                attackers.remove(file);
                targets.remove(file);
                quoted.remove(file);
            }
        });
    }

    /** Anybody may guess at any name: an account that nobody got into must not be disabled for it. */
    void signInRefused() {
        signInRefused = true;
    }

    private void forgetUsers() {
        Set<String> users = entities.remove(EntityKind.USER);
        if (users != null) {
            targets.removeAll(users);
            attackers.removeAll(users);
        }
    }

    /**
     * A name such as "guid" may hold what stands for a product, a kind of event or a host: with it stands what else
     * tells events apart, so that none is taken for another's delivery.
     */
    List<String> withGuessedId(String guessed) {
        Map<EntityKind, Set<String>> sorted = new EnumMap<>(EntityKind.class);
        entities.forEach((kind, values) -> sorted.put(kind, new TreeSet<>(values)));
        return List.of(guessed, title == null ? "" : title, time == null ? "" : time.toString(), sorted.toString());
    }

    ReadAlert finish(Mapping mapping, List<String> identity, byte[] raw, Instant receivedAt) {
        // NB: only now. A field or a text that is read after the line would bring them back.
        if (signInRefused) {
            forgetUsers();
        }
        forgetPartsOfPaths();
        quoted.removeAll(told);
        Map<EntityKind, List<String>> lists = new EnumMap<>(EntityKind.class);
        entities.forEach((kind, values) -> lists.put(kind, new ArrayList<>(values)));
        Map<String, String> further = new LinkedHashMap<>();
        attributes.forEach((name, values) -> further.put(name, String.join("\n", values)));
        String headline = title == null ? "" : CleanText.line(title, MAX_TITLE);
        return new ReadAlert(
                mapping.source(),
                id == null ? null : CleanText.line(id, MAX_VALUE),
                mapping.kind(),
                headline.isEmpty() ? "Alert of " + mapping.source() : headline,
                CleanText.block(text, MAX_TEXT),
                signature == null ? null : CleanText.line(signature, MAX_VALUE),
                signals,
                time == null ? receivedAt : time,
                severity == null ? mapping.otherwise() : severity,
                techniques,
                new Entities(lists),
                attackers,
                withoutAttackers(),
                quoted,
                state,
                blocked,
                further,
                identity,
                raw);
    }

    /** Whoever acts against us in one place of an alert is not its victim in another. */
    private Set<String> withoutAttackers() {
        targets.removeAll(attackers);
        return targets;
    }
}
