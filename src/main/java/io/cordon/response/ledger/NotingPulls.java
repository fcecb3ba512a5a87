package io.cordon.response.ledger;

import io.cordon.response.ListPulled;
import io.cordon.response.connector.BuiltIn;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes to actions on a hosted list that a firewall has pulled it: only then can it have taken effect, or have ended. */
@Component
class NotingPulls {

    /** A firewall waits for the answer: of a list that was long before its first pull, only the newest are noted. */
    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Moves moves;

    NotingPulls(JdbcClient jdbc, Ledger ledger, Moves moves) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.moves = moves;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ListPulled pulled) {
        note(pulled, pulled.on(), "state in ('EXECUTING', 'VERIFIED')", "The list was pulled with this entry on it");
        note(pulled, pulled.off(), """
            (state = 'UNDOING' or state in ('UNDONE', 'EXPIRED') and moved_at >= (
                select removed_at from block_list_removed r
                where r.organisation = action.organisation and r.value = action.resolved ->> 'id'
                order by removed_at desc limit 1))\
            """, "The list was pulled without this entry");
    }

    private void note(ListPulled pulled, List<String> values, String standing, String words) {
        List<UUID> actions = values.isEmpty()
                ? List.of()
                : jdbc.sql("select id from action where organisation = :org and connector = :lists and verb = :verb"
                                + " and md5(resolved ->> 'id') = any (array(select md5(v) from unnest(:values) v))"
                                + " and executing_at is not null and " + standing + " order by id desc limit :most")
                        .param("org", pulled.organisation().value())
                        .param("lists", BuiltIn.BLOCK_LISTS)
                        .param("verb", pulled.verb().id())
                        .param("values", values.toArray(String[]::new))
                        .param("most", MOST)
                        .query((row, n) -> row.getObject("id", UUID.class))
                        .list();
        actions.stream()
                .sorted()
                .forEach(id -> ledger.lock(id).ifPresent(entry -> moves.note(entry, words, pulled.by())));
    }
}
