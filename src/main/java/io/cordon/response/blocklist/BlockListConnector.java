package io.cordon.response.blocklist;

import io.cordon.response.Verb;
import io.cordon.response.connector.BuiltIn;
import io.cordon.response.connector.Call;
import io.cordon.response.connector.Connector;
import io.cordon.response.connector.Idempotency;
import io.cordon.response.connector.Observation;
import io.cordon.response.connector.Outcome;
import io.cordon.response.connector.Plan;
import io.cordon.response.connector.Resolution;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.response.connector.Target;
import io.cordon.response.connector.Trial;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts addresses, domains and URLs on the hosted lists. Proven here means listed: firewalls follow at their interval. */
@Component
class BlockListConnector implements Connector<BlockListConnector.Settings> {

    private static final String FOLLOW = "Firewalls follow at their next pull";

    /** Nothing to set: the lists are our own. */
    record Settings() {}

    private final BlockLists lists;
    private final ActingFor actingFor;
    private final TransactionTemplate transactions;
    private final JsonMapper json;

    BlockListConnector(BlockLists lists, ActingFor actingFor, TransactionTemplate transactions, JsonMapper json) {
        this.lists = lists;
        this.actingFor = actingFor;
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public String type() {
        return BuiltIn.BLOCK_LISTS_TYPE;
    }

    @Override
    public Set<Verb> verbs() {
        return Set.of(Verb.BLOCK_IP, Verb.BLOCK_DOMAIN, Verb.BLOCK_URL);
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public Idempotency idempotency() {
        return Idempotency.NATURALLY_IDEMPOTENT;
    }

    @Override
    public Resolution resolve(Verb verb, Target target, Call.Frame<Settings> frame) {
        if (!ListedForm.isFit(target)) {
            return new Resolution.None("Expected one entry of a list, but this is none.");
        }
        boolean listed =
                in(frame.organisation(), () -> lists.contains(frame.organisation(), list(verb), target.value()));
        return new Resolution.Exactly(ResolvedTarget.itself(target.value()), state(listed));
    }

    @Override
    public Plan plan(Call<Settings> call) {
        return new Plan("Add the line '" + call.target().id() + "' to "
                + list(call.verb()).path(call.frame().organisation()));
    }

    @Override
    public Outcome execute(Call<Settings> call) {
        OrganisationId organisation = call.frame().organisation();
        String value = call.target().id();
        boolean listed = in(organisation, () -> {
            lists.add(organisation, list(call.verb()), value, call.actionId());
            return lists.contains(organisation, list(call.verb()), value);
        });
        return listed
                ? new Outcome.Proven(value, state(true))
                : new Outcome.Unknown("Expected the entry to be listed, but it is not.");
    }

    @Override
    public Observation verify(Call<Settings> call) {
        OrganisationId organisation = call.frame().organisation();
        String value = call.target().id();
        return in(organisation, () -> lists.contains(organisation, list(call.verb()), value))
                ? new Observation.InEffect(value, state(true))
                : new Observation.NotInEffect(value, state(false));
    }

    @Override
    public Outcome undo(Call<Settings> call) {
        OrganisationId organisation = call.frame().organisation();
        String value = call.target().id();
        boolean wasListed = call.preState().path("listed").asBoolean(false);
        if (!wasListed) {
            in(organisation, () -> {
                lists.remove(organisation, list(call.verb()), value);
                return true;
            });
        }
        return new Outcome.Proven(value, state(wasListed));
    }

    @Override
    public String seen(JsonNode evidence) {
        return FOLLOW;
    }

    @Override
    public String gone(JsonNode evidence) {
        return evidence.path("listed").asBoolean()
                ? "It was on the list before, and stays there"
                : "Off the list. " + FOLLOW;
    }

    @Override
    public Trial test(Call.Frame<Settings> frame) {
        return new Trial.Works("The lists are served at /edl/" + frame.organisation() + "/{ip,domain,url}.txt");
    }

    private static BlockList list(Verb verb) {
        return BlockList.of(verb).orElseThrow(() -> new IllegalStateException("No list for " + verb));
    }

    private JsonNode state(boolean listed) {
        return json.createObjectNode().put("listed", listed);
    }

    private <T> T in(OrganisationId organisation, Supplier<T> work) {
        return actingFor.call(organisation, () -> Objects.requireNonNull(transactions.execute(status -> work.get())));
    }
}
