package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may call what stands in {@code src/test/resources/endpoints.tsv}, one row per endpoint: what an anonymous call
 * gets, which roles get in, and what somebody of another organisation gets. This test calls every endpoint as
 * each of them; an endpoint without a row fails it.
 */
@CordonServerTest
class EndpointTests {

    private static final Path TABLE = Path.of("src/test/resources/endpoints.tsv");

    private static final String PROVIDER = "provider:";

    /** A row: {@code other} is a status, or {@code -} where the address names no organisation. */
    record Row(String anonymous, boolean providerOnly, Set<String> roles, String other) {

        static Row of(String anonymous, String roles, String other) {
            boolean providerOnly = roles.startsWith(PROVIDER);
            String named = providerOnly ? roles.substring(PROVIDER.length()) : roles;
            return new Row(anonymous, providerOnly, Set.of(named.split(",")), other);
        }
    }

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void everyEndpointHasARowAndEveryRowAnEndpoint() throws IOException {
        Map<String, HandlerMethod> endpoints = endpoints();
        Map<String, Row> rows = rows();
        String missing = endpoints.entrySet().stream()
                .filter(endpoint -> !rows.containsKey(endpoint.getKey()))
                .map(endpoint -> proposal(endpoint.getKey(), endpoint.getValue()))
                .collect(Collectors.joining("\n"));
        assertThat(missing)
                .as("Endpoints without a row. Check who may call them, then add to " + TABLE + ":\n" + missing)
                .isEmpty();
        assertThat(rows.keySet())
                .as("Rows in " + TABLE + " without an endpoint: take them out")
                .isSubsetOf(endpoints.keySet());
    }

    @TestFactory
    List<DynamicTest> everyEndpointLetsInWhomItsRowSays() throws IOException {
        Fixture.Client client = fixture.client();
        Map<Role, Api.As> callers = callers(client);
        Map<Role, Api.As> provider = callers("provider");
        Api.As stranger = fixture.client().admin();
        return rows().entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    // Shutting the provider out revokes the tokens that it made: those of all callers here.
                    boolean revokes = row.getKey().equals("DELETE /api/v1/organisations/{org}/provider-access");
                    Fixture.Client asked = revokes ? fixture.client() : client;
                    Map<Role, Api.As> asking =
                            row.getValue().providerOnly() ? provider : revokes ? callers(asked) : callers;
                    check(row.getKey(), row.getValue(), asked, asking, stranger);
                    if (row.getValue().providerOnly()) {
                        staysOut(row.getKey(), callers);
                    }
                }))
                .toList();
    }

    private Map<Role, Api.As> callers(Fixture.Client client) {
        return callers(client.id().value());
    }

    private Map<Role, Api.As> callers(String organisation) {
        Map<Role, Api.As> callers = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            callers.put(role, api.as(fixture.token(organisation, role.id(), "")));
        }
        return callers;
    }

    private void staysOut(String endpoint, Map<Role, Api.As> callers) {
        String path = endpoint.substring(endpoint.indexOf(' ') + 1);
        callers.forEach(
                (role, caller) -> assertThat(call(caller, endpoint, path).status())
                        .as("a client's " + role.id())
                        .isEqualTo(403));
    }

    private void check(String endpoint, Row row, Fixture.Client client, Map<Role, Api.As> callers, Api.As stranger) {
        String path = address(
                endpoint.substring(endpoint.indexOf(' ') + 1), client.id().value());
        Api.Answer anonymous = call(api.anonymous(), endpoint, path);
        if (row.anonymous().equals("open")) {
            assertThat(anonymous.status()).as("anonymous: " + anonymous).isLessThan(500);
        } else {
            assertThat(anonymous.status()).as("anonymous: " + anonymous).isEqualTo(Integer.parseInt(row.anonymous()));
        }
        if (!row.other().equals("-")) {
            Api.Answer answer = call(stranger, endpoint, path);
            assertThat(answer.status()).as("another organisation: " + answer).isEqualTo(Integer.parseInt(row.other()));
        }
        callers.forEach((role, caller) -> {
            Api.Answer answer = call(caller, endpoint, path);
            if (row.roles().contains(role.id()) || row.anonymous().equals("open")) {
                assertThat(answer.status())
                        .as(role.id() + " gets in: " + answer)
                        .isLessThan(500);
                assertThat(answer.at("/type")).as(role.id()).isNotEqualTo("urn:cordon:problem:forged");
                if (!row.anonymous().equals("open")) {
                    assertThat(answer.status())
                            .as(role.id() + " gets in: " + answer)
                            .isNotEqualTo(401);
                }
                assertThat(answer.at("/detail")).as(role.id()).doesNotContain("Expected one of the roles");
            } else {
                assertThat(answer.status())
                        .as(role.id() + " stays out: " + answer)
                        .isEqualTo(403);
            }
        });
    }

    /** An endpoint that takes no JSON is sent what it takes: a wrong type would be refused before anybody is asked who calls. */
    private Api.Answer call(Api.As caller, String endpoint, String path) {
        String method = endpoint.substring(0, endpoint.indexOf(' '));
        if (method.equals("GET") || method.equals("DELETE")) {
            return caller.send(method, path, null, null);
        }
        String type = requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .filter(info -> info.getPatternValues().contains(endpoint.substring(endpoint.indexOf(' ') + 1))
                        && info.getMethodsCondition().getMethods().contains(RequestMethod.valueOf(method)))
                .flatMap(info -> info.getConsumesCondition().getConsumableMediaTypes().stream())
                .filter(MediaType::isConcrete)
                .findFirst()
                .map(taken -> taken.getType().equals("multipart") ? taken + "; boundary=end" : taken.toString())
                .orElse("application/json");
        String body = type.startsWith("multipart") ? "--end--\r\n" : "{}";
        return caller.send(method, path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The address with a value for each variable; ids are well-formed and unknown. */
    static String address(String path, String organisation) {
        Map<String, String> values = Map.of(
                "org", organisation,
                "organisation", organisation,
                "person", "anna",
                "document", "people",
                "version", "1",
                "n", "1",
                "key", "contain",
                "list", "ip",
                "source", "auto",
                "name", "nothing");
        String address = path;
        for (Map.Entry<String, String> value : values.entrySet()) {
            address = address.replaceAll("\\{" + value.getKey() + "(:[^}]*)?\\}", value.getValue());
        }
        return address.replaceAll("\\{[^}]+\\}", "0198c2a4-5b7e-7cc3-98d5-1f2e3a4b5c6d")
                .replace("/**", "/nothing");
    }

    private Map<String, HandlerMethod> endpoints() {
        return endpoints(requestMappingHandlerMapping);
    }

    /** Ours, by method and path. */
    static Map<String, HandlerMethod> endpoints(RequestMappingHandlerMapping mapping) {
        Map<String, HandlerMethod> endpoints = new TreeMap<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getName().startsWith("io.cordon.")) {
                for (var method : info.getMethodsCondition().getMethods()) {
                    for (String path : info.getPatternValues()) {
                        endpoints.put(method + " " + path, handler);
                    }
                }
            }
        });
        return endpoints;
    }

    private static Map<String, Row> rows() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                assertThat(cells).as(line).hasSize(5);
                rows.put(cells[0] + " " + cells[1], Row.of(cells[2], cells[3], cells[4]));
            }
        }
        return rows;
    }

    private static String proposal(String endpoint, HandlerMethod handler) {
        Allowed allowed = handler.getMethodAnnotation(Allowed.class);
        String roles = allowed == null
                ? "-"
                : (allowed.providerOnly() ? PROVIDER : "")
                        + Arrays.stream(allowed.value()).sorted().map(Role::id).collect(Collectors.joining(","));
        return endpoint.replace(' ', '\t') + "\t" + (allowed == null ? "open" : "401") + "\t" + roles + "\t"
                + (endpoint.contains("{org}") ? "404" : "-");
    }
}
