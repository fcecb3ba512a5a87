package io.cordon.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.TestDatabase;
import io.cordon.tenancy.OrganisationId;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds for every table there is and will be. */
class TenancyTests {

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient administrator = database.asAdministrator();

    @Test
    void everyTableOfAClientIsUnderForcedRowLevelSecurity() {
        assertThat(administrator.sql("""
            select c.relname from pg_class c
              join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'cordon'
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation' and a.attnum > 0
             where c.relkind in ('r', 'p')
               and not (c.relrowsecurity and c.relforcerowsecurity
                        and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'acting'))
            """).query(String.class).list())
                .as("Tables with a column organisation on which guard() was not called")
                .isEmpty();
    }

    @Test
    void everyTableOfOursIsAClientsTableOrOneThatIsNamedHere() {
        assertThat(administrator.sql("""
            select c.relname from pg_class c
              join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'cordon'
             where c.relkind in ('r', 'p', 'm')
               and not exists (select from pg_attribute a
                                where a.attrelid = c.oid and a.attname = 'organisation' and a.attnum > 0)
            """).query(String.class).list())
                .as("Tables without a column organisation: shared by all clients, so they must hold nothing of any")
                .isSubsetOf("flyway_schema_history");
    }

    @Test
    void theOrganisationComesFirstInEveryPrimaryKey() {
        assertThat(administrator.sql("""
            select c.relname from pg_class c
              join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'cordon'
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation' and a.attnum > 0
              left join pg_index i on i.indrelid = c.oid and i.indisprimary
             where c.relkind in ('r', 'p') and i.indkey[0] is distinct from a.attnum
            """).query(String.class).list()).isEmpty();
    }

    @Test
    void theApplicationOwnsNothingAndBypassesNothing() {
        assertThat(administrator.sql("""
            select not rolsuper and not rolbypassrls and not rolcreaterole and not rolcreatedb
                   and not pg_has_role('cordon_app', 'cordon_owner', 'member')
                   and not exists (select from pg_class where relowner = pg_roles.oid)
              from pg_roles where rolname = 'cordon_app'
            """).query(Boolean.class).single()).isTrue();
    }

    @Test
    void whatPassesRowLevelSecurityHasAFixedSearchPathAndIsNotForEverybody() {
        assertThat(administrator.sql("""
            select p.proname from pg_proc p
              join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'cordon'
             where p.prosecdef
               and (p.proconfig is null
                    or not exists (select from unnest(p.proconfig) setting
                                    where setting like 'search_path=cordon, pg_temp%')
                    or has_function_privilege('public', p.oid, 'execute'))
            """).query(String.class).list()).isEmpty();
    }

    @Test
    void workThatHasNotSaidForWhomItActsSeesAndWritesNothing() {
        try (TestDatabase.Frame frame = database.frame()) {
            assertThat(organisations(frame)).isZero();
            assertThatThrownBy(() -> frame.transactions()
                            .executeWithoutResult(status -> frame.jdbc()
                                    .sql("insert into organisation (organisation, name, kind, time_zone)"
                                            + " values ('acme', 'Acme', 'client', 'UTC')")
                                    .update()))
                    .hasRootCauseMessage(
                            "ERROR: new row violates row-level security policy for table \"organisation\"");
        }
    }

    @Test
    void forWhomWorkActsIsForgottenWithTheTransaction() {
        try (TestDatabase.Frame frame = database.frame()) {
            frame.dataSource().setMaximumPoolSize(1);
            frame.actingFor()
                    .run(
                            OrganisationId.PROVIDER,
                            () -> assertThat(organisations(frame)).isEqualTo(1));
            assertThat(organisations(frame)).isZero();
        }
    }

    private static int organisations(TestDatabase.Frame frame) {
        return Objects.requireNonNull(frame.transactions()
                .execute(status -> frame.jdbc()
                        .sql("select count(*) from organisation")
                        .query(Integer.class)
                        .single()));
    }
}
