package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.tenancy.OrganisationId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import tools.jackson.databind.json.JsonMapper;

/** Makes organisations with people and tokens, over the interface, as an administrator would. */
@TestComponent
public class Fixture {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Api api;

    Fixture(Api api) {
        this.api = api;
    }

    /**
     * A client of a test's own, in Europe/Berlin, with the usual people: {@code anna} (admin and lead), {@code bert}
     * (responder), {@code cora} (auditor), {@code emil} (engineer). The matrix, authority and everything else are
     * as the server gives them to a new client.
     */
    public Client client() {
        return client("client-" + NUMBER.incrementAndGet());
    }

    public Client client(String id) {
        expect(
                201,
                api.administrator()
                        .put(
                                "/api/v1/organisations/" + id,
                                Map.of(
                                        "name", "Client " + id,
                                        "kind", "client",
                                        "timeZone", "Europe/Berlin",
                                        "country", "DE")));
        Client client = new Client(new OrganisationId(id));
        client.put(
                "people",
                Map.of(
                        "people",
                        List.of(
                                person(id, "anna", "Anna Admin", "admin", "lead"),
                                person(id, "bert", "Bert Berg", "responder"),
                                person(id, "cora", "Cora Coral", "auditor"),
                                person(id, "emil", "Emil Ernst", "engineer"))));
        return client;
    }

    /** A token of a provider's person, whom it adds to the provider's people where they are missing. */
    public String providerToken(String role, String person) {
        var people = api.administrator().get("/api/v1/organisations/provider/people");
        boolean known = people.body()
                .path("people")
                .valueStream()
                .anyMatch(entry -> person.equals(entry.path("id").asString()));
        if (!known) {
            var all = people.body().path("people").deepCopy().asArray();
            all.addPOJO(person("provider", person, "Provider's " + person, role));
            expect(200, api.administrator().put("/api/v1/organisations/provider/people", Map.of("people", all)));
        }
        return token("provider", role, person);
    }

    /** A token of an organisation; the person may be empty. */
    public String token(String organisation, String role, String person) {
        Map<String, String> wish = person.isEmpty()
                ? Map.of("name", role, "role", role)
                : Map.of("name", person + " as " + role, "role", role, "person", person);
        return expect(201, api.administrator().post("/api/v1/organisations/" + organisation + "/tokens", wish))
                .at("/token");
    }

    /** What a Suricata sensor sends when a machine reports to a control server; the flow makes it another event. */
    public static String checkIn(int flow, String host, String server) {
        return sensed(flow, "ET MALWARE Win32/ExampleBot CnC Checkin", host, server);
    }

    public static String checkIn(int flow) {
        return checkIn(flow, "10.0.4.17", "203.0.113.66");
    }

    /** What a Suricata sensor sends under this title when a machine talks to an address that it must not talk to. */
    public static String sensed(int flow, String title, String host, String address) {
        return """
            {"timestamp":"2026-05-04T09:15:31.123456+0000","flow_id":%d,"in_iface":"eth1","event_type":"alert",
             "src_ip":"%s","src_port":49871,"dest_ip":"%s","dest_port":443,"proto":"TCP",
             "alert":{"action":"allowed","gid":1,"signature_id":2029999,"rev":2,"signature":%s,
                      "category":"Malware Command and Control Activity Detected","severity":1},
             "app_proto":"tls","direction":"to_server"}\
            """.formatted(flow, host, address, JSON.writeValueAsString(title));
    }

    private static Map<String, Object> person(String organisation, String id, String name, String... roles) {
        return Map.of("id", id, "name", name, "email", id + "@" + organisation + ".example", "roles", List.of(roles));
    }

    private static Api.Answer expect(int status, Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        return answer;
    }

    /** A client that was made for one test. */
    public class Client {

        private final OrganisationId id;

        private Client(OrganisationId id) {
            this.id = id;
        }

        public OrganisationId id() {
            return id;
        }

        /** The address of something of this client's, such as {@code path("/people")}. */
        public String path(String below) {
            return "/api/v1/organisations/" + id + below;
        }

        /** Calls as a person of this client. */
        public Api.As as(String person, String role) {
            return api.as(token(role, person));
        }

        public Api.As admin() {
            return as("anna", "admin");
        }

        public Api.As lead() {
            return as("anna", "lead");
        }

        public Api.As responder() {
            return as("bert", "responder");
        }

        /** Calls as a product that sends alerts. */
        public Api.As integration() {
            return api.as(integrationToken());
        }

        public String integrationToken() {
            return token("integration", "");
        }

        /** A token of this client; the person may be empty. */
        public String token(String role, String person) {
            return Fixture.this.token(id.value(), role, person);
        }

        /** Writes a document as the provider's administrator, who set this client up. */
        public Api.Answer put(String document, Object body) {
            return expect(200, api.administrator().put(path("/" + document), body));
        }

        /** Lets the machine, or approvers, use these verbs on everything. */
        public void allow(String mode, String... verbs) {
            allow(mode, Map.of("client", 1, "provider", 0), verbs);
        }

        /** Lets these verbs happen with so many people's approval. */
        public void allow(String mode, Map<String, Integer> approvers, String... verbs) {
            put(
                    "authority",
                    Map.of(
                            "grants",
                            List.of(verbs).stream()
                                    .map(verb -> Map.of(
                                            "verb",
                                            verb,
                                            "mode",
                                            mode,
                                            "approvers",
                                            approvers,
                                            "assets",
                                            "*",
                                            "hours",
                                            "always"))
                                    .toList()));
        }
    }
}
