package io.cordon.organisation;

import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The clients and the provider. */
@Repository
@Transactional
public class Organisations {

    private final JdbcClient jdbc;

    Organisations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty where there is none of this id among those that the work acts for. */
    public Optional<Organisation> find(OrganisationId id) {
        return jdbc.sql("select * from organisation where organisation = :id")
                .param("id", id.value())
                .query(Organisations::organisation)
                .optional();
    }

    /** The ids of all organisations there are, whoever asks: for work in the background that goes round them. */
    public List<OrganisationId> everyId() {
        return jdbc.sql("select * from every_organisation()")
                .query((row, n) -> new OrganisationId(row.getString(1)))
                .list();
    }

    /** Every organisation that somebody of this one may touch now, itself included. */
    public Set<OrganisationId> reachOf(OrganisationId home) {
        return jdbc
                .sql("select * from reach_of(:home)")
                .param("home", home.value())
                .query((row, n) -> new OrganisationId(row.getString(1)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of the organisations that the work acts for which are there to be looked at. */
    Set<OrganisationId> examples() {
        return jdbc
                .sql("select organisation from organisation where example")
                .query((row, n) -> new OrganisationId(row.getString(1)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    List<Organisation> after(@Nullable String id, int limit) {
        return jdbc.sql("""
            select * from organisation where organisation > :after order by organisation limit :limit
            """)
                .param("after", id == null ? "" : id)
                .param("limit", limit)
                .query(Organisations::organisation)
                .list();
    }

    /** False where there is one of this id already, in reach or not. */
    boolean add(Organisation organisation) {
        return jdbc.sql("""
            insert into organisation (organisation, name, kind, time_zone, country)
            values (:id, :name, :kind, :zone, :country)
            on conflict (organisation) do nothing
            """)
                        .param("id", organisation.id().value())
                        .param("name", organisation.name())
                        .param("kind", organisation.kind().id())
                        .param("zone", organisation.timeZone().getId())
                        .param("country", organisation.country())
                        .update()
                == 1;
    }

    /** As {@link #add}, with the mark that no other way can set and none takes off. */
    boolean addExample(Organisation organisation) {
        return jdbc.sql("select add_example(:id, :name, :zone, :country)")
                .param("id", organisation.id().value())
                .param("name", organisation.name())
                .param("zone", organisation.timeZone().getId())
                .param("country", organisation.country())
                .query(Boolean.class)
                .single();
    }

    void change(Organisation organisation) {
        jdbc.sql("""
            update organisation set name = :name, time_zone = :zone, country = :country where organisation = :id
            """)
                .param("id", organisation.id().value())
                .param("name", organisation.name())
                .param("zone", organisation.timeZone().getId())
                .param("country", organisation.country())
                .update();
    }

    static Organisation organisation(ResultSet row, int n) throws SQLException {
        return new Organisation(
                new OrganisationId(row.getString("organisation")),
                row.getString("name"),
                Party.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                ZoneId.of(row.getString("time_zone")),
                row.getString("country"),
                row.getBoolean("example"));
    }
}
