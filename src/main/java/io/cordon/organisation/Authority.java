package io.cordon.organisation;

import io.cordon.api.Finding;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The document {@code authority}: what the client lets be done to its systems. No grant means never. */
record Authority(List<Entry> grants) implements Document {

    static final Authority NONE = new Authority(List.of());

    private static final String[] VERBS = {
        "block_ip",
        "block_domain",
        "block_url",
        "isolate_host",
        "disable_account",
        "revoke_sessions",
        "quarantine_file",
        "kill_process",
        "quarantine_email"
    };

    /** How many people of each party must say yes. */
    record Approvers(int client, int provider) {}

    /** One grant as written. */
    record Entry(
            String verb,
            String mode,
            Approvers approvers,
            String assets,
            String hours,
            @Nullable Integer maxPerHour,
            @Nullable Instant expires) {

        Grant grant() {
            return new Grant(
                    verb,
                    Grant.Mode.valueOf(constant(mode)),
                    approvers.client(),
                    approvers.provider(),
                    assets,
                    Grant.Hours.valueOf(constant(hours)),
                    maxPerHour,
                    expires);
        }

        private static String constant(String id) {
            return id.toUpperCase(Locale.ROOT).replace('-', '_');
        }
    }

    static Authority read(JsonNode document, List<Finding> findings) {
        Fields fields = Fields.of(document, findings);
        Map<List<String>, String> modes = new HashMap<>();
        List<Entry> grants = fields.objects("grants", grant -> entry(grant, modes));
        fields.alsoKnown(Stored.ENVELOPE);
        fields.nothingElse();
        return new Authority(grants);
    }

    private static Entry entry(Fields grant, Map<List<String>, String> modes) {
        String verb = grant.choice("verb", VERBS, id -> id, "block_ip");
        Grant.Mode mode = grant.choice("mode", Grant.Mode.values(), Grant.Mode::id, Grant.Mode.NEVER);
        boolean said = grant.has("approvers");
        Fields approvers = grant.object("approvers");
        int client = approvers.whole("client", 0, 20, said ? 0 : 1);
        int provider = approvers.whole("provider", 0, 20, 0);
        approvers.nothingElse();
        if (mode == Grant.Mode.APPROVAL && client + provider == 0) {
            grant.finding("approvers", "Expected at least one approver for the mode 'approval', but got none.");
        }
        String assets = grant.optionalText("assets", 63);
        Grant.Hours hours = grant.optionalChoice("hours", Grant.Hours.values(), Grant.Hours::id, Grant.Hours.ALWAYS);
        Entry entry = new Entry(
                verb,
                mode.id(),
                new Approvers(client, provider),
                assets == null ? "*" : assets,
                hours.id(),
                grant.optionalWhole("maxPerHour", 1, 1_000_000),
                grant.optionalInstant("expires"));
        String other = modes.putIfAbsent(List.of(verb, entry.assets(), entry.hours()), entry.mode());
        if (other != null) {
            grant.finding(
                    "",
                    "Expected one grant for " + verb + " on '" + entry.assets() + "' at hours '" + entry.hours()
                            + "', but there is one with mode '" + other + "' already.");
        }
        return entry;
    }
}
