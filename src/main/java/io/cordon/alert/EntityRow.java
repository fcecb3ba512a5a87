package io.cordon.alert;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** One thing that an alert names, as search and history keep it. */
record EntityRow(String organisation, String kind, String value, String alertId, String role, Shared shared) {

    private static final int SHORT = 64;

    /** What all rows of one alert have in common. Short, because all of it is in the index, whose entries are limited. */
    record Shared(
            String source,
            String category,
            String signature,
            String techniques,
            String host,
            String account,
            String target) {}

    static void addAll(StoredAlert alert, Collection<EntityRow> rows) {
        ReadAlert read = alert.read();
        if (read.entities().isEmpty()) {
            return;
        }
        Shared shared = new Shared(
                read.source(),
                cut(alert.verdict().category()),
                cut(read.signature() == null ? "" : read.signature()),
                String.join(" ", alert.verdict().techniques().stream().limit(20).toList()),
                firstOf(read, EntityKind.HOST),
                firstOf(read, EntityKind.USER),
                firstOf(read, EntityKind.IP));
        String organisation = alert.organisation().value();
        String id = alert.id().toString();
        read.entities().byKind().forEach((kind, values) -> {
            for (String value : values) {
                rows.add(new EntityRow(
                        organisation, kind.id(), new EntityRef(kind, value).value(), id, role(read, value), shared));
            }
        });
    }

    private static String role(ReadAlert alert, String value) {
        if (alert.attackers().contains(value)) {
            return "attacker";
        }
        return alert.targets().contains(value) ? "target" : "named";
    }

    /** The first that is acted against; of hosts and accounts the first at all, as products rarely say more. */
    private static String firstOf(ReadAlert alert, EntityKind kind) {
        List<String> values = alert.entities().of(kind);
        for (String value : values) {
            if (alert.targets().contains(value)) {
                return cut(value);
            }
        }
        return kind == EntityKind.IP || values.isEmpty() ? "" : cut(values.getFirst());
    }

    static String cut(String text) {
        return CleanText.cut(text, SHORT).toLowerCase(Locale.ROOT);
    }
}
