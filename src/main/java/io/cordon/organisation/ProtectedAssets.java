package io.cordon.organisation;

import io.cordon.api.AddressText;
import io.cordon.api.Finding;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The document {@code protected-assets}: what must never be contained. */
record ProtectedAssets(List<Entry> entries) implements Document {

    static final ProtectedAssets NONE = new ProtectedAssets(List.of());

    /** One entry as written. */
    record Entry(String kind, String value, String why) {
        ProtectedEntry entry() {
            return new ProtectedEntry(ProtectedEntry.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), value, why);
        }
    }

    static ProtectedAssets read(JsonNode document, List<Finding> findings) {
        Fields fields = Fields.of(document, findings);
        List<Entry> entries = fields.objects("entries", ProtectedAssets::entry);
        fields.alsoKnown(Stored.ENVELOPE);
        fields.nothingElse();
        return new ProtectedAssets(entries);
    }

    private static Entry entry(Fields entry) {
        ProtectedEntry.Kind kind =
                entry.choice("kind", ProtectedEntry.Kind.values(), ProtectedAssets::id, ProtectedEntry.Kind.HOST);
        String value = entry.text("value", 254);
        if (!value.isEmpty()) {
            check(entry, kind, value);
        }
        String why = entry.optionalText("why", 500);
        return new Entry(id(kind), value, why == null ? "" : why);
    }

    private static void check(Fields entry, ProtectedEntry.Kind kind, String value) {
        boolean address = AddressText.read(value) != null;
        switch (kind) {
            case IP -> {
                if (!address || value.contains("/")) {
                    entry.finding("value", "Expected one address such as 10.0.0.1, but got '" + value + "'.");
                }
            }
            case CIDR -> {
                if (!address || !value.contains("/")) {
                    entry.finding("value", "Expected a network such as 10.0.0.0/24, but got '" + value + "'.");
                }
            }
            case HOST, USER, DOMAIN -> {
                if (value.contains(" ") && kind != ProtectedEntry.Kind.USER) {
                    entry.finding("value", "Expected one name without spaces, but got '" + value + "'.");
                }
            }
        }
    }

    private static String id(ProtectedEntry.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
