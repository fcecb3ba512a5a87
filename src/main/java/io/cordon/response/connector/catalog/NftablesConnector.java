package io.cordon.response.connector.catalog;

import inet.ipaddr.IPAddress;
import io.cordon.api.Finding;
import io.cordon.response.Verb;
import io.cordon.response.connector.Call;
import io.cordon.response.connector.Connector;
import io.cordon.response.connector.Failure;
import io.cordon.response.connector.Idempotency;
import io.cordon.response.connector.Observation;
import io.cordon.response.connector.Outcome;
import io.cordon.response.connector.Plan;
import io.cordon.response.connector.Resolution;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.response.connector.Target;
import io.cordon.response.connector.Trial;
import io.cordon.response.connector.outbound.OutboundSsh;
import io.cordon.response.connector.outbound.Ran;
import io.cordon.response.connector.outbound.Shell;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts addresses into a set of nftables on a Linux gateway, over SSH; the kernel lets them expire. */
@Component
final class NftablesConnector implements Connector<NftablesSettings> {

    private static final String PRESENT = "present";
    private static final String UNTIL = "until";

    /** By how much a block may end too early: the gateway counts whole seconds, and our call takes some. */
    private static final Duration NEARLY = Duration.ofSeconds(30);

    private final OutboundSsh ssh;
    private final Clock clock;

    NftablesConnector(OutboundSsh ssh, Clock clock) {
        this.ssh = ssh;
        this.clock = clock;
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
    public Class<NftablesSettings> settings() {
        return NftablesSettings.class;
    }

    @Override
    public Idempotency idempotency() {
        return Idempotency.STATE_QUERY;
    }

    @Override
    public List<Finding> check(NftablesSettings settings) {
        return settings.findings();
    }

    @Override
    public Resolution resolve(Verb verb, Target target, Call.Frame<NftablesSettings> frame) {
        IPAddress address = Addresses.read(target.value());
        if (address == null) {
            return new Resolution.None("Expected one IP address, but got '" + target.value() + "'.");
        }
        try (Shell gateway = open(frame)) {
            return new SetElement(frame.settings(), address)
                    .look(
                            gateway,
                            held -> new Resolution.Exactly(
                                    ResolvedTarget.itself(address.toCanonicalString()), state(held.get(address))),
                            Failure::resolution);
        }
    }

    /** What is kept for the undo: whether the address was there, and until when where that was told. */
    private JsonNode state(@Nullable Duration left) {
        ObjectNode state = JsonNodeFactory.instance.objectNode().put(PRESENT, left != null);
        return left == null || left.equals(SetElement.FOREVER)
                ? state
                : state.put(UNTIL, clock.instant().plus(left).toString());
    }

    @Override
    public Plan plan(Call<NftablesSettings> call) {
        NftablesSettings settings = call.settings();
        return new Plan("ssh " + settings.user() + "@" + settings.host() + " -p " + settings.port() + "\n"
                + element(call).adding(wanted(call)));
    }

    @Override
    public Outcome execute(Call<NftablesSettings> call) {
        SetElement element = element(call);
        Duration wanted = wanted(call);
        // Another block on the address, of ours or not, may end sooner than this one shall.
        return bring(
                call,
                left -> lasts(left, wanted),
                left -> left == null ? element.adding(wanted) : element.setting(wanted));
    }

    @Override
    public Observation verify(Call<NftablesSettings> call) {
        SetElement element = element(call);
        try (Shell gateway = open(call.frame())) {
            return element.look(
                    gateway,
                    held -> lasts(held.get(element.address()), wanted(call))
                            ? new Observation.InEffect(call.target().id(), evidence(call))
                            : new Observation.NotInEffect(call.target().id(), evidence(call)),
                    Failure::observation);
        }
    }

    /** An address that was in the set before us stays there, as long as it would have. */
    @Override
    public Outcome undo(Call<NftablesSettings> call) {
        SetElement element = element(call);
        boolean wasThere = call.preState().path(PRESENT).asBoolean(false);
        if (wasThere && !call.preState().has(UNTIL)) {
            return proven(call);
        }
        Duration rest =
                wasThere ? left(Instant.parse(call.preState().path(UNTIL).asString())) : Duration.ZERO;
        return rest.isPositive()
                ? bring(
                        call,
                        left -> left == null || (lasts(left, rest) && lasts(rest, left)),
                        left -> element.setting(rest))
                : bring(call, Objects::isNull, left -> element.deleting());
    }

    @Override
    public Trial test(Call.Frame<NftablesSettings> frame) {
        SetElement v4 = new SetElement(frame.settings(), Objects.requireNonNull(Addresses.read("192.0.2.1")));
        SetElement v6 = new SetElement(frame.settings(), Objects.requireNonNull(Addresses.read("2001:db8::1")));
        try (Shell gateway = open(frame)) {
            return v4.look(
                    gateway,
                    held4 -> v6.look(
                            gateway,
                            held6 -> new Trial.Works("Sets and how many addresses they hold: "
                                    + frame.settings().set4() + " (" + held4.size() + "), "
                                    + frame.settings().set6() + " (" + held6.size() + ")."),
                            Failure::trial),
                    Failure::trial);
        }
    }

    /** How long an address is in the set: null where it is not. */
    @FunctionalInterface
    private interface Command {
        String by(@Nullable Duration left);
    }

    private Outcome bring(Call<NftablesSettings> call, Predicate<@Nullable Duration> done, Command command) {
        SetElement element = element(call);
        try (Shell gateway = open(call.frame())) {
            return element.look(
                    gateway,
                    held -> {
                        Duration left = held.get(element.address());
                        return done.test(left) ? proven(call) : change(call, gateway, command.by(left), done);
                    },
                    Failure::outcomeOfLooking);
        }
    }

    private static Outcome change(
            Call<NftablesSettings> call, Shell gateway, String command, Predicate<@Nullable Duration> done) {
        Outcome accepted = new Outcome.Accepted(call.target().id(), JsonNodeFactory.instance.objectNode());
        SetElement element = element(call);
        return switch (gateway.run(command)) {
            case Ran.Not not -> not.failure().outcome();
            // The list decides, also after an error: an element that expired meanwhile cannot be deleted and is gone.
            case Ran.Exit exit ->
                element.look(
                        gateway,
                        held -> {
                            if (done.test(held.get(element.address()))) {
                                return proven(call);
                            }
                            return exit.status() == 0 ? accepted : unchanged(call, exit);
                        },
                        failure -> accepted);
        };
    }

    private static Outcome unchanged(Call<NftablesSettings> call, Ran.Exit exit) {
        return new Outcome.Failed("Expected nft to change set '"
                + call.settings().setName(element(call).address()) + "' on "
                + call.settings().host() + ", but it ended with status " + exit.status()
                + ". Check the user's rights, and that the set has 'flags timeout'.");
    }

    private static boolean lasts(@Nullable Duration left, Duration wanted) {
        return left != null && left.compareTo(wanted.minus(NEARLY)) >= 0;
    }

    private Duration wanted(Call<NftablesSettings> call) {
        Instant expiresAt = call.expiresAt();
        return expiresAt == null ? SetElement.FOREVER : left(expiresAt);
    }

    private Duration left(Instant end) {
        return Duration.between(clock.instant(), end);
    }

    private Shell open(Call.Frame<NftablesSettings> frame) {
        return ssh.open(frame.settings().login(), frame.timeout());
    }

    private static SetElement element(Call<NftablesSettings> call) {
        return new SetElement(call.settings(), Addresses.resolved(call));
    }

    private static Outcome proven(Call<NftablesSettings> call) {
        return new Outcome.Proven(call.target().id(), evidence(call));
    }

    private static JsonNode evidence(Call<NftablesSettings> call) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("host", call.settings().host())
                .put("set", call.settings().set(element(call).address()));
    }
}
