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
import io.cordon.response.connector.outbound.OutboundSsh;
import io.cordon.response.connector.outbound.Ran;
import io.cordon.response.connector.outbound.Shell;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Puts addresses into a set of nftables on a Linux gateway, over SSH; the kernel lets them expire. */
@Component
final class NftablesConnector implements Connector<NftablesConnector.Settings> {

    private static final String PRESENT = "present";
    private static final String NAME = "[A-Za-z][A-Za-z0-9_]{0,31}";
    private static final JsonMapper JSON = new JsonMapper();

    private final OutboundSsh ssh;
    private final Clock clock;

    NftablesConnector(OutboundSsh ssh, Clock clock) {
        this.ssh = ssh;
        this.clock = clock;
    }

    record Settings(
            @Setting(label = "Host", help = "The gateway's name or address")
            String host,

            @Setting(label = "Port", otherwise = "22") int port,
            @Setting(label = "User") String user,

            @Setting(label = "Host key", help = "The gateway's public key, one line as ssh-keyscan shows it")
            String hostKey,

            @Setting(label = "Table", help = "Of family inet", otherwise = "soar")
            String table,

            @Setting(label = "Set for IPv4", otherwise = "block4")
            String set4,

            @Setting(label = "Set for IPv6", otherwise = "block6")
            String set6,

            @Setting(label = "Through sudo", otherwise = "false")
            boolean sudo,

            @Setting(label = "Private key", help = "In OpenSSH's format, without a passphrase")
            Secret privateKey) {}

    /** What a set holds, or why that is not known. */
    private sealed interface Listing {
        record Complete(List<IPAddress> addresses) implements Listing {}

        record Untold(Ran ran) implements Listing {}
    }

    @Override
    public String type() {
        return "nftables";
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
        name(findings, "table", settings.table());
        name(findings, "set4", settings.set4());
        name(findings, "set6", settings.set6());
        if (settings.port() < 1 || settings.port() > 65535) {
            findings.add(new Finding("port", "Expected a port from 1 to 65535, but got " + settings.port() + "."));
        }
        try {
            OutboundSsh.hostKey(settings.hostKey());
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("hostKey", String.valueOf(e.getMessage())));
        }
        try {
            OutboundSsh.privateKey(settings.privateKey().reveal());
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("privateKey", String.valueOf(e.getMessage())));
        }
        return findings;
    }

    private static void name(List<Finding> findings, String field, String value) {
        if (!value.matches(NAME)) {
            findings.add(new Finding(field, "Expected letters, digits and _, 32 at most, but got '" + value + "'."));
        }
    }

    @Override
    public Resolution resolve(Verb verb, Target target, Call.Frame<Settings> frame) {
        IPAddress address = Addresses.read(target.value());
        if (address == null) {
            return new Resolution.None("Expected one IP address, but got '" + target.value() + "'.");
        }
        try (Shell gateway = open(frame)) {
            return switch (list(gateway, frame.settings(), address)) {
                case Listing.Complete found ->
                    new Resolution.Exactly(
                            ResolvedTarget.itself(address.toCanonicalString()),
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put(PRESENT, found.addresses().contains(address)));
                case Listing.Untold(Ran.Busy busy) -> new Resolution.Unavailable(busy.reason(), null);
                case Listing.Untold(Ran.Unclear unclear) -> new Resolution.Unavailable(unclear.reason(), null);
                case Listing.Untold(Ran.Refused refused) -> new Resolution.Failed(refused.reason());
                case Listing.Untold(Ran.Exit exit) ->
                    new Resolution.Failed(unlistable(frame.settings(), address, exit));
            };
        }
    }

    @Override
    public Plan plan(Call<Settings> call) {
        Settings settings = call.settings();
        return new Plan("ssh " + settings.user() + "@" + settings.host() + " -p " + settings.port() + "\n"
                + add(call, address(call)));
    }

    @Override
    public Outcome execute(Call<Settings> call) {
        return bring(call, add(call, address(call)), true);
    }

    @Override
    public Observation verify(Call<Settings> call) {
        try (Shell gateway = open(call.frame())) {
            return switch (list(gateway, call.settings(), address(call))) {
                case Listing.Complete found
                when found.addresses().contains(address(call)) ->
                    new Observation.InEffect(call.target().id(), evidence(call));
                case Listing.Complete found ->
                    new Observation.NotInEffect(call.target().id(), evidence(call));
                case Listing.Untold(Ran.Busy busy) -> new Observation.Unavailable(busy.reason(), null);
                case Listing.Untold(Ran.Unclear unclear) -> new Observation.Unavailable(unclear.reason(), null);
                case Listing.Untold(Ran.Refused refused) -> new Observation.CannotTell(refused.reason());
                case Listing.Untold(Ran.Exit exit) ->
                    new Observation.CannotTell(unlistable(call.settings(), address(call), exit));
            };
        }
    }

    @Override
    public Outcome undo(Call<Settings> call) {
        if (call.preState().path(PRESENT).asBoolean(false)) {
            return proven(call); // It was in the set before us and stays there.
        }
        return bring(call, element("delete", call.settings(), address(call), ""), false);
    }

    @Override
    public Trial test(Call.Frame<Settings> frame) {
        List<String> found = new ArrayList<>();
        try (Shell gateway = open(frame)) {
            for (String example : List.of("192.0.2.1", "2001:db8::1")) {
                IPAddress address = Objects.requireNonNull(Addresses.read(example));
                switch (list(gateway, frame.settings(), address)) {
                    case Listing.Complete listed ->
                        found.add(set(frame.settings(), address) + " ("
                                + listed.addresses().size() + ")");
                    case Listing.Untold(Ran.Busy busy) -> {
                        return new Trial.Fails(busy.reason());
                    }
                    case Listing.Untold(Ran.Unclear unclear) -> {
                        return new Trial.Fails(unclear.reason());
                    }
                    case Listing.Untold(Ran.Refused refused) -> {
                        return new Trial.Fails(refused.reason());
                    }
                    case Listing.Untold(Ran.Exit exit) -> {
                        return new Trial.Fails(unlistable(frame.settings(), address, exit));
                    }
                }
            }
        }
        return new Trial.Works("Sets and how many addresses they hold: " + String.join(", ", found) + ".");
    }

    private Outcome bring(Call<Settings> call, String command, boolean present) {
        IPAddress address = address(call);
        try (Shell gateway = open(call.frame())) {
            return switch (list(gateway, call.settings(), address)) {
                case Listing.Complete before when before.addresses().contains(address) == present -> proven(call);
                case Listing.Complete before -> change(call, gateway, command, present);
                case Listing.Untold(Ran.Busy busy) -> new Outcome.Unavailable(busy.reason(), null);
                case Listing.Untold(Ran.Unclear unclear) -> new Outcome.Unavailable(unclear.reason(), null);
                case Listing.Untold(Ran.Refused refused) -> new Outcome.Failed(refused.reason());
                case Listing.Untold(Ran.Exit exit) -> new Outcome.Failed(unlistable(call.settings(), address, exit));
            };
        }
    }

    private static Outcome change(Call<Settings> call, Shell gateway, String command, boolean present) {
        Ran ran = gateway.run(command);
        if (ran instanceof Ran.Unclear unclear) {
            return new Outcome.Unknown(unclear.reason());
        }
        if (!(ran instanceof Ran.Exit exit)) {
            return new Outcome.Unknown("Expected " + call.settings().host() + " to stay connected, but it did not.");
        }
        // The list decides, also after an error: an element that expired meanwhile cannot be deleted and is gone.
        if (!(list(gateway, call.settings(), address(call)) instanceof Listing.Complete after)) {
            return new Outcome.Accepted(call.target().id(), JsonNodeFactory.instance.objectNode());
        }
        if (after.addresses().contains(address(call)) == present) {
            return proven(call);
        }
        return exit.status() == 0
                ? new Outcome.Accepted(call.target().id(), JsonNodeFactory.instance.objectNode())
                : new Outcome.Failed("Expected nft to change set '" + set(call.settings(), address(call)) + "' on "
                        + call.settings().host() + ", but it ended with status " + exit.status()
                        + ". Check the user's rights, and that the set has 'flags timeout'.");
    }

    private static Listing list(Shell gateway, Settings settings, IPAddress address) {
        String set = set(settings, address);
        Ran ran = gateway.run(nft(settings) + "-j list set inet " + named(settings.table()) + " " + set);
        if (!(ran instanceof Ran.Exit exit) || exit.status() != 0) {
            return new Listing.Untold(ran);
        }
        try {
            for (JsonNode object : JSON.readTree(exit.output()).path("nftables")) {
                JsonNode found = object.path("set");
                if (found.path("name").asString("").equals(set)
                        && found.path("table").asString("").equals(settings.table())) {
                    return new Listing.Complete(elements(found.path("elem")));
                }
            }
        } catch (JacksonException e) {
            // No list of the set either way.
        }
        return new Listing.Untold(ran);
    }

    private static List<IPAddress> elements(JsonNode elements) {
        List<IPAddress> addresses = new ArrayList<>();
        for (JsonNode element : elements) {
            JsonNode value = element.isString() ? element : element.path("elem").path("val");
            IPAddress address = value.isString() ? Addresses.readListed(value.asString()) : null;
            if (address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private Shell open(Call.Frame<Settings> frame) {
        Settings settings = frame.settings();
        return ssh.open(
                new OutboundSsh.Login(
                        settings.host(),
                        settings.port(),
                        settings.user(),
                        OutboundSsh.hostKey(settings.hostKey()),
                        OutboundSsh.privateKey(settings.privateKey().reveal())),
                frame.timeout());
    }

    private String add(Call<Settings> call, IPAddress address) {
        Instant expiresAt = call.expiresAt();
        String timeout = expiresAt == null
                ? ""
                : " timeout "
                        + Math.max(
                                1, Duration.between(clock.instant(), expiresAt).toSeconds()) + "s";
        return element("add", call.settings(), address, timeout);
    }

    /** NB: every part is a fixed word, a checked name, or an address that was parsed and is written by us. */
    private static String element(String command, Settings settings, IPAddress address, String timeout) {
        return nft(settings) + command + " element inet " + named(settings.table()) + " " + set(settings, address)
                + " '{ " + address.toCanonicalString() + timeout + " }'";
    }

    private static String nft(Settings settings) {
        return (settings.sudo() ? "sudo -n " : "") + "/usr/sbin/nft ";
    }

    private static String set(Settings settings, IPAddress address) {
        return named(address.isIPv4() ? settings.set4() : settings.set6());
    }

    private static String named(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalStateException("Expected a name that check() lets pass, but got '" + name + "'");
        }
        return name;
    }

    private static IPAddress address(Call<Settings> call) {
        IPAddress address = Addresses.read(call.target().id());
        if (address == null) {
            throw new IllegalStateException("Expected a target that resolve found, but got '"
                    + call.target().id() + "'");
        }
        return address;
    }

    private static Outcome proven(Call<Settings> call) {
        return new Outcome.Proven(call.target().id(), evidence(call));
    }

    private static JsonNode evidence(Call<Settings> call) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("host", call.settings().host())
                .put("set", "inet " + call.settings().table() + " " + set(call.settings(), address(call)));
    }

    private static String unlistable(Settings settings, IPAddress address, Ran.Exit exit) {
        return "Expected nft to list set '" + set(settings, address) + "' of table 'inet " + settings.table() + "' on "
                + settings.host() + ", but it ended with status " + exit.status()
                + " or wrote something else. Create the set, or let the user run nft.";
    }
}
