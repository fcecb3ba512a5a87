package io.cordon.access;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** With what people can sign in, and whether they are. */
@Repository
class Means {

    static final Known NOTHING = new Known(false, false, 0, 0, null, null);

    /**
     * Of one person.
     *
     * @param lastSeen of the sessions that stand, to the minute
     * @param codeUntil until when the setup code holds that nobody has used yet
     */
    record Known(
            boolean password,
            boolean authenticator,
            int passkeys,
            int sessions,
            @Nullable Instant lastSeen,
            @Nullable Instant codeUntil) {}

    private record OfPerson(PersonRef person, Known known) {}

    private final JdbcClient jdbc;

    Means(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of everybody of these organisations who has or had anything. */
    Map<PersonRef, Known> of(Collection<OrganisationId> organisations) {
        // Which sessions stand is as in find_session().
        return jdbc
                .sql("""
                    select organisation, person,
                           bool_or(kind = 'password') as password, bool_or(kind = 'authenticator') as authenticator,
                           count(*) filter (where kind = 'passkey') as passkeys,
                           count(*) filter (where kind = 'session') as sessions,
                           max(at) filter (where kind = 'session') as last_seen,
                           max(at) filter (where kind = 'code') as code_until
                      from (select organisation, person, 'password' as kind, changed_at as at
                              from credential where password is not null
                            union all
                            select organisation, person, 'authenticator', confirmed_at
                              from authenticator where confirmed_at is not null
                            union all
                            select organisation, person, 'passkey', created_at from passkey
                            union all
                            select organisation, person, 'session', last_used_at
                              from sign_in_session
                             where last_used_at > now() - interval '30 minutes' and started_at > now() - interval '12 hours'
                            union all
                            select organisation, person, 'code', expires from setup_code where expires > now()) kept
                     where organisation = any (:organisations)
                     group by organisation, person
                    """)
                .param(
                        "organisations",
                        organisations.stream().map(OrganisationId::value).toArray(String[]::new))
                .query((row, number) -> known(row))
                .list()
                .stream()
                .collect(Collectors.toMap(OfPerson::person, OfPerson::known));
    }

    private static OfPerson known(ResultSet row) throws SQLException {
        return new OfPerson(
                new PersonRef(new OrganisationId(row.getString("organisation")), row.getString("person")),
                new Known(
                        row.getBoolean("password"),
                        row.getBoolean("authenticator"),
                        row.getInt("passkeys"),
                        row.getInt("sessions"),
                        moment(row, "last_seen"),
                        moment(row, "code_until")));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
