package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Two clients of the same shape, each with a canary in every text it can write. Whatever B asks for, with whichever
 * ids of A: no answer holds A's canary, and nothing of A's has changed. New endpoints join by themselves.
 */
@CordonServerTest
class CanaryTests {

    private static final String UNKNOWN = "0198c2a4-5b7e-7cc3-98d5-1f2e3a4b5c6d";
    private static final int IDS_PER_ENDPOINT = 40;

    @Autowired
    private Fixture fixture;

    @Autowired
    private TestDatabase database;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void noAnswerToOneClientHoldsACanaryOfAnother() {
        Fixture.Client a = withCanaries("CANARY-A");
        Fixture.Client b = withCanaries("CANARY-B");
        List<Api.As> callers = List.of(b.admin(), b.lead(), b.as("cora", "auditor"), b.as("emil", "engineer"));
        List<String> idsOfA = ids(a);
        assertThat(idsOfA).isNotEmpty();
        Map<String, String> before = settled(a);
        for (String endpoint :
                EndpointTests.endpoints(requestMappingHandlerMapping).keySet()) {
            String method = endpoint.substring(0, endpoint.indexOf(' '));
            String path = endpoint.substring(endpoint.indexOf(' ') + 1);
            // Signing out would end the callers; it names nobody else.
            if (path.equals("/api/v1/session") || path.equals("/api/v1/setup")) {
                continue;
            }
            for (String address : addresses(path, a, b, idsOfA)) {
                for (Api.As caller : callers) {
                    Api.Answer answer = method.equals("GET")
                            ? caller.get(address)
                            : caller.send(method, address, "application/json", new byte[] {'{', '}'});
                    assertThat(answer.status())
                            .as(method + " " + address + ": " + answer)
                            .isLessThan(500);
                    assertThat(answer.text() + answer.headers().map())
                            .as(method + " " + address)
                            .doesNotContain("CANARY-A");
                }
            }
        }
        assertThat(rows(a)).as("What is A's after B has tried to change it").isEqualTo(before);
        assertThat(b.admin().get(b.path("/people")).text()).contains("CANARY-B");
    }

    private Fixture.Client withCanaries(String canary) {
        Fixture.Client client = fixture.client();
        client.put("people", """
            {"people":[
              {"id":"anna","name":"%1$s","email":"anna@%2$s.example","roles":["admin","lead"]},
              {"id":"bert","name":"Bert %1$s","email":"bert@%2$s.example","roles":["responder"]},
              {"id":"cora","name":"Cora %1$s","email":"cora@%2$s.example","roles":["auditor"]},
              {"id":"emil","name":"Emil %1$s","email":"emil@%2$s.example","roles":["engineer"]}]}
            """.formatted(canary, client.id()));
        client.put("protected-assets", """
            {"entries":[{"kind":"user","value":"%1$s","why":"%1$s"}]}\
            """.formatted(canary));
        client.put("assets", """
            {"assets":[{"id":"%1$s","names":["%1$s"],"class":"%1$s","owner":"%1$s"}]}\
            """.formatted(canary));
        client.put("calendar", """
            {"timeZone":"UTC","hours":{},"holidays":[{"date":"2026-12-25","name":"%1$s"}]}\
            """.formatted(canary));
        client.put("regimes", "{\"regimes\":[\"%s\"]}".formatted(canary));
        // The provider's switch: with the client's own on, nobody of the provider could make the tokens below.
        client.put("kill-switch", "{\"on\":true,\"why\":\"%s\"}".formatted(canary));
        client.admin().post(client.path("/tokens"), Map.of("name", canary, "role", "auditor"));
        client.integration().post("/api/v1/alerts/auto", """
            {"title":"%1$s ransomware on host","description":"%1$s","severity":"critical","id":"%1$s",
             "time":"2026-01-01T00:00:00Z","src_ip":"198.51.100.7","hostname":"%1$s.example","user":"%1$s"}
            """.formatted(canary));
        return client;
    }

    /** With ids of A in every place where an id belongs, below B's organisation and below A's. */
    private static List<String> addresses(String path, Fixture.Client a, Fixture.Client b, List<String> ids) {
        List<String> addresses = new ArrayList<>();
        for (Fixture.Client organisation : List.of(a, b)) {
            String address = EndpointTests.address(path, organisation.id().value());
            if (address.contains(UNKNOWN)) {
                ids.stream().limit(IDS_PER_ENDPOINT).forEach(id -> addresses.add(address.replace(UNKNOWN, id)));
            } else {
                addresses.add(address);
            }
        }
        // What B may do to B's own is no business of this test, and would end its callers.
        addresses.removeIf(
                address -> address.contains("/" + b.id() + "/") && path.contains("{org}") && !path.contains("{id}"));
        return addresses.stream().distinct().toList();
    }

    /** Incidents and alerts first: most addresses are about them. */
    private List<String> ids(Fixture.Client client) {
        List<String> ids = new ArrayList<>();
        for (String table : tables()) {
            boolean hasId = database.asAdministrator()
                    .sql("""
                        select exists (select from information_schema.columns
                                        where table_schema = 'cordon' and table_name = :table
                                          and column_name = 'id' and data_type = 'uuid')
                        """)
                    .param("table", table)
                    .query(Boolean.class)
                    .single();
            if (hasId) {
                ids.addAll(database.asAdministrator()
                        .sql("select id::text from cordon." + table + " where organisation = :organisation limit 5")
                        .param("organisation", client.id().value())
                        .query(String.class)
                        .list());
            }
        }
        return ids;
    }

    /** Waits until no worker has anything left to do for the client, also that its rules fired is kept. */
    private Map<String, String> settled(Fixture.Client client) {
        List<Map<String, String>> seen = new ArrayList<>(List.of(Map.of()));
        Awaitility.await()
                .pollInterval(java.time.Duration.ofSeconds(1))
                .atMost(java.time.Duration.ofMinutes(1))
                .until(() -> {
                    seen.add(rows(client));
                    return seen.getLast().equals(seen.get(seen.size() - 2))
                            && !seen.getLast().getOrDefault("rule_hit", "").startsWith("0");
                });
        return seen.getLast();
    }

    /** A checksum over all rows of the client, by table. */
    private Map<String, String> rows(Fixture.Client client) {
        Map<String, String> sums = new TreeMap<>();
        for (String table : tables()) {
            sums.put(
                    table,
                    database.asAdministrator()
                            .sql("select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by"
                                    + " t::text)), '') from"
                                    + " cordon." + table + " t where organisation = :organisation")
                            .param("organisation", client.id().value())
                            .query(String.class)
                            .single());
        }
        return sums;
    }

    private List<String> tables() {
        return database.asAdministrator()
                .sql("""
                    select table_name from information_schema.columns
                      join information_schema.tables using (table_schema, table_name)
                     where table_schema = 'cordon' and column_name = 'organisation' and table_type = 'BASE TABLE'
                     order by table_name not in ('incident', 'alert'), table_name
                    """)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
