package io.cordon.organisation;

import io.cordon.api.IfMatch;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Sets up clients that are there to be looked at, as an administrator would set up real ones. */
@Service
public class ExampleClients {

    private final SettingUpOrganisation settingUp;
    private final ChangingDocument changing;
    private final ActingFor actingFor;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    ExampleClients(
            SettingUpOrganisation settingUp,
            ChangingDocument changing,
            ActingFor actingFor,
            ApplicationEventPublisher events,
            JdbcClient jdbc) {
        this.settingUp = settingUp;
        this.changing = changing;
        this.actingFor = actingFor;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** False where there is an organisation of this id already; nothing is changed then. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean add(Organisation example, Map<String, JsonNode> documents, Caller caller) {
        if (!example.example()) {
            throw new IllegalArgumentException("Expected an example, but got " + example);
        }
        // NB: what the caller reaches is not changed by this: settingUp would take it for the wish to rename it.
        if (caller.reaches(example.id())
                || !(settingUp.put(example, true, caller) instanceof SettingUpOrganisation.Outcome.Added)) {
            return false;
        }
        actingFor.run(
                example.id(),
                () -> documents.forEach((name, content) ->
                        write(example.id(), DocumentKind.of(name).orElseThrow(), content, caller)));
        return true;
    }

    /**
     * All of them, and nobody writes for them until the transaction ends.
     *
     * <p>NB: for whom the work acts, which alone it sees.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<OrganisationId> locked() {
        return jdbc.sql("select organisation from organisation where example order by organisation for update")
                .query((row, n) -> new OrganisationId(row.getString("organisation")))
                .list();
    }

    /** Whoever reached it must learn that it is gone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void removed(OrganisationId example) {
        events.publishEvent(new ReachChanged(example));
    }

    private <D extends Document> void write(
            OrganisationId example, DocumentKind<D> kind, JsonNode content, Caller caller) {
        var outcome = changing.write(example, kind, content, IfMatch.ANY, caller);
        if (!(outcome instanceof ChangingDocument.Outcome.Written)) {
            throw new IllegalStateException(
                    "Expected the document " + kind.id() + " of " + example + " to be in order, but: " + outcome);
        }
    }
}
