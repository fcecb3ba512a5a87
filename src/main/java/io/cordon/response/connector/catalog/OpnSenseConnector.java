package io.cordon.response.connector.catalog;

import inet.ipaddr.IPAddress;
import io.cordon.api.Finding;
import io.cordon.response.Verb;
import io.cordon.response.connector.Call;
import io.cordon.response.connector.Connector;
import io.cordon.response.connector.Idempotency;
import io.cordon.response.connector.Observation;
import io.cordon.response.connector.Outcome;
import io.cordon.response.connector.Plan;
import io.cordon.response.connector.Resolution;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.response.connector.Secret;
import io.cordon.response.connector.Setting;
import io.cordon.response.connector.Target;
import io.cordon.response.connector.Trial;
import io.cordon.response.connector.outbound.Answer;
import io.cordon.response.connector.outbound.Conversation;
import io.cordon.response.connector.outbound.OutboundHttp;
import io.cordon.response.connector.outbound.Trust;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Puts addresses into an alias of an OPNsense firewall, which a block rule there uses. Source of every fact:
 * {@code AliasUtilController.php} in opnsense/core.
 */
@Component
final class OpnSenseConnector implements Connector<OpnSenseConnector.Settings> {

    private static final String PRESENT = "present";

    private final OutboundHttp http;

    OpnSenseConnector(OutboundHttp http) {
        this.http = http;
    }

    record Settings(
            @Setting(label = "Address", help = "Of the firewall's web interface, such as https://fw.example")
            URI url,

            @Setting(
                    label = "Alias",
                    help = "An existing alias of type host, network or external that a block rule uses")
            String alias,

            @Setting(
                    label = "Authority's certificate",
                    help = "In PEM, where the firewall's certificate is not publicly trusted")
            @Nullable
            String caCertificate,

            @Setting(label = "API key") Secret key,
            @Setting(label = "API secret") Secret secret) {}

    /** What the alias holds, or why that is not known. */
    private sealed interface Listing {
        record Complete(List<IPAddress> addresses) implements Listing {}

        record Missing(String reason) implements Listing {}

        record Untold(Answer answer) implements Listing {}
    }

    @Override
    public String type() {
        return "opnsense";
    }

    @Override
    public Set<Verb> verbs() {
        return Set.of(Verb.BLOCK_IP);
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public Idempotency idempotency() {
        return Idempotency.STATE_QUERY;
    }

    @Override
    public List<Finding> check(Settings settings) {
        List<Finding> findings = new ArrayList<>();
        if (!settings.alias().matches("[A-Za-z_][A-Za-z0-9_]{0,31}")) {
            findings.add(new Finding(
                    "alias",
                    "Expected the name of an alias (letters, digits and _, 32 at most), but got '" + settings.alias()
                            + "'."));
        }
        try {
            Trust.of(settings.caCertificate());
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("caCertificate", String.valueOf(e.getMessage())));
        }
        return findings;
    }

    @Override
    public Resolution resolve(Verb verb, Target target, Call.Frame<Settings> frame) {
        IPAddress address = Addresses.read(target.value());
        if (address == null) {
            return new Resolution.None("Expected one IP address, but got '" + target.value() + "'.");
        }
        return switch (list(open(frame), frame.settings())) {
            case Listing.Complete found ->
                new Resolution.Exactly(
                        ResolvedTarget.itself(address.toCanonicalString()),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put(PRESENT, found.addresses().contains(address)));
            case Listing.Missing missing -> new Resolution.Failed(missing.reason());
            case Listing.Untold(Answer.Refused refused) -> new Resolution.Failed(explained(refused));
            case Listing.Untold(Answer.Busy busy) -> new Resolution.Unavailable(busy.reason(), busy.retryAfter());
            case Listing.Untold(Answer.Unclear unclear) -> new Resolution.Unavailable(unclear.reason(), null);
            case Listing.Untold(Answer.Json json) -> new Resolution.Failed(senseless(json));
        };
    }

    @Override
    public Plan plan(Call<Settings> call) {
        return new Plan("POST " + Conversation.below(call.settings().url(), path("add", call.settings()))
                + "\nAuthorization: Basic ****\n\n" + body(call));
    }

    @Override
    public Outcome execute(Call<Settings> call) {
        return bring(call, "add", true);
    }

    @Override
    public Observation verify(Call<Settings> call) {
        return switch (list(open(call.frame()), call.settings())) {
            case Listing.Complete found
            when found.addresses().contains(address(call)) ->
                new Observation.InEffect(call.target().id(), evidence(call));
            case Listing.Complete found ->
                new Observation.NotInEffect(call.target().id(), evidence(call));
            case Listing.Missing missing -> new Observation.CannotTell(missing.reason());
            case Listing.Untold(Answer.Refused refused) -> new Observation.CannotTell(explained(refused));
            case Listing.Untold(Answer.Busy busy) -> new Observation.Unavailable(busy.reason(), busy.retryAfter());
            case Listing.Untold(Answer.Unclear unclear) -> new Observation.Unavailable(unclear.reason(), null);
            case Listing.Untold(Answer.Json json) -> new Observation.CannotTell(senseless(json));
        };
    }

    @Override
    public Outcome undo(Call<Settings> call) {
        if (call.preState().path(PRESENT).asBoolean(false)) {
            return proven(call); // It was in the alias before us and stays there.
        }
        return bring(call, "delete", false);
    }

    @Override
    public Trial test(Call.Frame<Settings> frame) {
        return switch (list(open(frame), frame.settings())) {
            case Listing.Complete found ->
                new Trial.Works("Alias '" + frame.settings().alias() + "' holds "
                        + found.addresses().size() + " addresses.");
            case Listing.Missing missing -> new Trial.Fails(missing.reason());
            case Listing.Untold(Answer.Refused refused) -> new Trial.Fails(explained(refused));
            case Listing.Untold(Answer.Busy busy) -> new Trial.Fails(busy.reason());
            case Listing.Untold(Answer.Unclear unclear) -> new Trial.Fails(unclear.reason());
            case Listing.Untold(Answer.Json json) -> new Trial.Fails(senseless(json));
        };
    }

    private Outcome bring(Call<Settings> call, String command, boolean present) {
        Conversation firewall = open(call.frame());
        return switch (list(firewall, call.settings())) {
            case Listing.Complete before when before.addresses().contains(address(call)) == present -> proven(call);
            case Listing.Complete before -> change(call, firewall, command, present);
            case Listing.Missing missing -> new Outcome.Failed(missing.reason());
            case Listing.Untold(Answer.Unclear unclear) -> new Outcome.Unavailable(unclear.reason(), null);
            case Listing.Untold(Answer answer) -> outcome(answer);
        };
    }

    /** NB: the firewall says "done" with 200 to much that it did not do; only the list afterwards counts. */
    private Outcome change(Call<Settings> call, Conversation firewall, String command, boolean present) {
        Answer answer = firewall.post(body(call), path(command, call.settings()));
        if (!(answer instanceof Answer.Json json)) {
            return outcome(answer);
        }
        String status = json.body().path("status").asString("");
        if (status.equals("failed") || status.equals("not_an_address")) {
            return new Outcome.Failed("Expected the firewall to " + command + " "
                    + call.target().id() + ", but it says '" + status + "'.");
        }
        if (!status.equals("done")) {
            return new Outcome.Unknown(senseless(json));
        }
        boolean seen = list(firewall, call.settings()) instanceof Listing.Complete after
                && after.addresses().contains(address(call)) == present;
        return seen ? proven(call) : new Outcome.Accepted(call.target().id(), JsonNodeFactory.instance.objectNode());
    }

    private static Outcome outcome(Answer answer) {
        return switch (answer) {
            case Answer.Refused refused -> new Outcome.Failed(explained(refused));
            case Answer.Busy busy -> new Outcome.Unavailable(busy.reason(), busy.retryAfter());
            case Answer.Unclear unclear -> new Outcome.Unknown(unclear.reason());
            case Answer.Json json -> new Outcome.Unknown(senseless(json));
        };
    }

    private static Listing list(Conversation firewall, Settings settings) {
        Answer answer = firewall.get(path("list", settings));
        if (answer instanceof Answer.Refused refused && refused.status() == 404) {
            return new Listing.Missing(missing(settings));
        }
        if (!(answer instanceof Answer.Json json)) {
            return new Listing.Untold(answer);
        }
        // Up to 2020 a plain array, since then a page of a table.
        JsonNode rows = json.body().isArray() ? json.body() : json.body().path("rows");
        if (json.body().isNull() || (rows.isArray() && rows.isEmpty())) {
            // An alias that does not exist looks empty.
            return exists(firewall, settings)
                    ? new Listing.Complete(List.of())
                    : new Listing.Missing(missing(settings));
        }
        if (!rows.isArray()) {
            return new Listing.Untold(json);
        }
        if (json.body().path("total").asInt(0) > rows.size()) {
            return new Listing.Missing(
                    "Expected to see all of alias '" + settings.alias() + "', but the firewall shows " + rows.size()
                            + " of " + json.body().path("total").asInt() + ". Use an alias with fewer entries.");
        }
        List<IPAddress> addresses = new ArrayList<>();
        for (JsonNode row : rows) {
            IPAddress address = Addresses.readListed(
                    row.isString() ? row.asString() : row.path("ip").asString(""));
            if (address != null) {
                addresses.add(address);
            }
        }
        return new Listing.Complete(addresses);
    }

    private static boolean exists(Conversation firewall, Settings settings) {
        return !(firewall.get("api", "firewall", "alias_util", "aliases") instanceof Answer.Json names)
                || !names.body().isArray()
                || names.body().valueStream().anyMatch(name -> name.asString("").equals(settings.alias()));
    }

    private Conversation open(Call.Frame<Settings> frame) {
        Settings settings = frame.settings();
        String pair = settings.key().reveal() + ":" + settings.secret().reveal();
        Secret basic = new Secret("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        return http.open(
                settings.url(), Trust.of(settings.caCertificate()), Map.of("Authorization", basic), frame.timeout());
    }

    private static String[] path(String command, Settings settings) {
        return new String[] {"api", "firewall", "alias_util", command, settings.alias()};
    }

    private static JsonNode body(Call<Settings> call) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("address", call.target().id());
    }

    private static @Nullable IPAddress address(Call<Settings> call) {
        return Addresses.read(call.target().id());
    }

    private static Outcome proven(Call<Settings> call) {
        return new Outcome.Proven(call.target().id(), evidence(call));
    }

    private static JsonNode evidence(Call<Settings> call) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("firewall", call.settings().url().getHost())
                .put("alias", call.settings().alias());
    }

    private static String explained(Answer.Refused refused) {
        return switch (refused.status()) {
            case 401 -> refused.reason() + " Check key and secret.";
            case 403 -> refused.reason() + " The key's user needs the privilege 'Firewall: Alias: Edit'.";
            default -> refused.reason();
        };
    }

    private static String missing(Settings settings) {
        return "Expected alias '" + settings.alias()
                + "' to exist on the firewall, but it does not. Create it there, with a rule that blocks it.";
    }

    private static String senseless(Answer.Json json) {
        return "Expected the answer of an OPNsense firewall, but got JSON of another kind ("
                + json.body().getNodeType() + ").";
    }
}
