package io.cordon.response.guard;

import io.cordon.api.Sha256;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people said yes to. */
@Repository
class Approvals {

    private final JdbcClient jdbc;

    Approvals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Approval(String approver, Party party, String content, Set<String> topics, Instant at) {}

    /** Keeps an approval; false where this person has already given the same one. */
    boolean add(ActionCase action, PersonRef approver, Caller caller, Judgement.Question question) {
        return jdbc.sql("""
            insert into action_approval (organisation, action_id, approver, given_as, party, content, questions)
            values (:org, :id, :approver, :as, :party, :content, :questions)
            on conflict do nothing
            """)
                        .param("org", action.organisation().value())
                        .param("id", action.id())
                        .param("approver", approver.toString())
                        .param("as", caller.name())
                        .param("party", caller.party().id())
                        .param("content", content(action))
                        .param("questions", question.key())
                        .update()
                == 1;
    }

    List<Approval> of(OrganisationId organisation, UUID action) {
        return jdbc.sql("""
            select approver, party, content, questions, approved_at from action_approval
            where organisation = :org and action_id = :id order by approved_at, approver
            """)
                .param("org", organisation.value())
                .param("id", action)
                .query((row, i) -> new Approval(
                        row.getString("approver"),
                        Party.valueOf(row.getString("party").toUpperCase(Locale.ROOT)),
                        row.getString("content"),
                        Set.copyOf(Arrays.asList(row.getString("questions").split(","))),
                        row.getObject("approved_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Those among the approvals that answer the question, the asker's own excepted. */
    static List<Approval> answering(List<Approval> approvals, Judgement.Question question, @Nullable String requester) {
        return approvals.stream()
                .filter(approval -> approval.topics().containsAll(question.topics()))
                .filter(approval -> !approval.approver().equals(requester))
                .toList();
    }

    static boolean suffice(List<Approval> approvals, Judgement.Question question) {
        return !approvals.isEmpty()
                && Arrays.stream(Party.values())
                        .allMatch(party -> approvals.stream()
                                        .filter(approval -> approval.party() == party)
                                        .map(Approval::approver)
                                        .distinct()
                                        .count()
                                >= question.of(party));
    }

    /** Names everything that an approval is about: change one of them, and the approval is for something else. */
    static String content(ActionCase action) {
        MessageDigest digest = Sha256.digest();
        for (String part : List.of(
                action.organisation().value(),
                action.id().toString(),
                action.incidentId().toString(),
                action.verb().id(),
                action.target(),
                action.connector(),
                String.valueOf(action.generation()))) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
