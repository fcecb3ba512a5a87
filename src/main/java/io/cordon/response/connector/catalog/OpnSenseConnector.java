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
import io.cordon.response.connector.outbound.Conversation;
import io.cordon.response.connector.outbound.OutboundHttp;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Puts addresses into an alias of an OPNsense firewall, which a block rule there uses. */
@Component
final class OpnSenseConnector implements Connector<OpnSenseSettings> {

    private static final String PRESENT = "present";

    private final OutboundHttp http;

    OpnSenseConnector(OutboundHttp http) {
        this.http = http;
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
    public Class<OpnSenseSettings> settings() {
        return OpnSenseSettings.class;
    }

    @Override
    public Idempotency idempotency() {
        return Idempotency.STATE_QUERY;
    }

    @Override
    public List<Finding> check(OpnSenseSettings settings) {
        return settings.findings();
    }

    @Override
    public Resolution resolve(Verb verb, Target target, Call.Frame<OpnSenseSettings> frame) {
        IPAddress address = Addresses.read(target.value());
        if (address == null) {
            return new Resolution.None("Expected one IP address, but got '" + target.value() + "'.");
        }
        return alias(frame)
                .look(
                        held -> new Resolution.Exactly(
                                ResolvedTarget.itself(address.toCanonicalString()),
                                JsonNodeFactory.instance.objectNode().put(PRESENT, held.contains(address))),
                        Failure::resolution);
    }

    @Override
    public Plan plan(Call<OpnSenseSettings> call) {
        return new Plan("POST "
                + Conversation.below(
                        call.settings().url(), Alias.path("add", call.settings().alias()))
                + "\nAuthorization: Basic ****\n\n" + Alias.body(call.target().id()));
    }

    @Override
    public Outcome execute(Call<OpnSenseSettings> call) {
        return bring(call, "add", true);
    }

    @Override
    public Observation verify(Call<OpnSenseSettings> call) {
        return alias(call.frame())
                .look(
                        held -> held.contains(Addresses.resolved(call))
                                ? new Observation.InEffect(call.target().id(), evidence(call))
                                : new Observation.NotInEffect(call.target().id(), evidence(call)),
                        Failure::observation);
    }

    /** An address that was in the alias before us stays there. */
    @Override
    public Outcome undo(Call<OpnSenseSettings> call) {
        return call.preState().path(PRESENT).asBoolean(false) ? proven(call) : bring(call, "delete", false);
    }

    @Override
    public Trial test(Call.Frame<OpnSenseSettings> frame) {
        return alias(frame)
                .look(
                        held -> new Trial.Works(
                                "Alias '" + frame.settings().alias() + "' holds " + held.size() + " addresses."),
                        Failure::trial);
    }

    private Outcome bring(Call<OpnSenseSettings> call, String command, boolean present) {
        Alias alias = alias(call.frame());
        return alias.look(
                held -> held.contains(Addresses.resolved(call)) == present
                        ? proven(call)
                        : change(call, alias, command, present),
                Failure::outcomeOfLooking);
    }

    private static Outcome change(Call<OpnSenseSettings> call, Alias alias, String command, boolean present) {
        Outcome accepted = new Outcome.Accepted(call.target().id(), JsonNodeFactory.instance.objectNode());
        Failure failure = alias.change(command, call.target().id());
        return failure != null
                ? failure.outcome()
                : alias.look(
                        held -> held.contains(Addresses.resolved(call)) == present ? proven(call) : accepted,
                        untold -> accepted);
    }

    private Alias alias(Call.Frame<OpnSenseSettings> frame) {
        OpnSenseSettings settings = frame.settings();
        return new Alias(
                http.open(settings.url(), settings.trust(), settings.headers(), frame.timeout()), settings.alias());
    }

    private static Outcome proven(Call<OpnSenseSettings> call) {
        return new Outcome.Proven(call.target().id(), evidence(call));
    }

    private static JsonNode evidence(Call<OpnSenseSettings> call) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("firewall", call.settings().url().getHost())
                .put("alias", call.settings().alias());
    }
}
