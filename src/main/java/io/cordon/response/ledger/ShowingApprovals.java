package io.cordon.response.ledger;

import io.cordon.organisation.Grant;
import io.cordon.response.ActionState;
import io.cordon.response.AssetInShort;
import io.cordon.response.guard.Facts;
import io.cordon.response.guard.GatheringFacts;
import io.cordon.response.guard.Judgement;
import io.cordon.response.ledger.ApprovalView.AuthorityView;
import io.cordon.response.ledger.ApprovalView.BlastRadius;
import io.cordon.response.ledger.ApprovalView.Limits;
import io.cordon.response.ledger.ApprovalView.Needed;
import io.cordon.tenancy.ActingFor;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts together what a person should know who decides about an action. */
@Component
class ShowingApprovals {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GatheringFacts gathering;
    private final ActingFor actingFor;

    ShowingApprovals(JdbcClient jdbc, Ledger ledger, GatheringFacts gathering, ActingFor actingFor) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gathering = gathering;
        this.actingFor = actingFor;
    }

    /** Empty for what waits for nobody. */
    Optional<ApprovalView> of(LedgerEntry entry) {
        return entry.state() == ActionState.AWAITING_APPROVAL
                ? Optional.of(actingFor.call(entry.organisation(), () -> show(entry)))
                : Optional.empty();
    }

    private ApprovalView show(LedgerEntry entry) {
        Facts facts = gathering.of(entry.asCase());
        Judgement.Question question = ledger.question(entry);
        Grant grant = facts.grant();
        return new ApprovalView(
                new AuthorityView(
                        grant,
                        facts.documentVersion(),
                        grant == null ? null : grant.mode(),
                        new Needed(question.client(), question.provider()),
                        facts.given()),
                entry.dueAt(),
                onSilence(entry),
                new BlastRadius(
                        facts.asset() == null ? null : AssetInShort.of(facts.asset()),
                        alsoNamedIn(entry, facts.names()),
                        targets(entry),
                        limits(grant, facts)),
                facts.protectedBy());
    }

    private static @Nullable Limits limits(@Nullable Grant grant, Facts facts) {
        return grant == null || grant.maxPerHour() == null
                ? null
                : new Limits(grant.maxPerHour(), facts.left().orElse(0));
    }

    private static String onSilence(LedgerEntry entry) {
        String lapses = "If nobody decides until then, it lapses: nothing is changed at the target";
        return entry.requester() == null
                ? lapses + ", and the playbook goes on as with every containment that did not happen."
                : lapses + ", and whoever still wants it asks for it again.";
    }

    private int alsoNamedIn(LedgerEntry entry, Set<String> names) {
        return jdbc.sql("""
            select count(distinct i.id)
            from unnest(:names) as name
            join incident_entity e on e.organisation = :org and md5(lower(e.value)) = md5(name) and lower(e.value) = name
                 and e.kind in ('host', 'user', 'ip', 'domain', 'url', 'hash', 'file', 'process', 'email')
            join incident i on i.organisation = e.organisation and i.id = e.incident_id
            where i.status in ('open', 'contained') and i.id <> :incident
            """)
                .param(
                        "names",
                        names.stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .distinct()
                                .toArray(String[]::new))
                .param("org", entry.organisation().value())
                .param("incident", entry.incidentId())
                .query(Integer.class)
                .single();
    }

    private int targets(LedgerEntry entry) {
        return jdbc.sql("""
            select count(distinct target_key) from action
            where organisation = :org and incident_id = :incident
              and state in ('PROPOSED', 'AWAITING_APPROVAL', 'EXECUTING', 'VERIFIED', 'UNKNOWN', 'UNDOING')
            """)
                .param("org", entry.organisation().value())
                .param("incident", entry.incidentId())
                .query(Integer.class)
                .single();
    }
}
