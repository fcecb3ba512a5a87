package io.cordon.response.connector.catalog;

import inet.ipaddr.IPAddress;
import io.cordon.response.connector.Failure;
import io.cordon.response.connector.outbound.Answer;
import io.cordon.response.connector.outbound.Conversation;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An alias of an OPNsense firewall. Source of every fact: {@code AliasUtilController.php} in opnsense/core. */
record Alias(Conversation firewall, String name) {

    /** Others may change it while the firewall counts and then lists. */
    private static final int LOOKS = 3;

    /** Lists it whole. */
    <T> T look(Function<Set<IPAddress>, T> listed, Function<Failure, T> failed) {
        return look(listed, failed, LOOKS);
    }

    private <T> T look(Function<Set<IPAddress>, T> listed, Function<Failure, T> failed, int looks) {
        Answer answer = firewall.get(path("list", name));
        if (answer instanceof Answer.Refused refused && refused.status() == 404) {
            return failed.apply(missing());
        }
        if (!(answer instanceof Answer.Json(JsonNode body))) {
            return failed.apply(failure(answer));
        }
        // Up to 2020 a plain array, since then a page of a table.
        JsonNode rows = body.isArray() ? body : body.path("rows");
        if (body.isNull() || (rows.isArray() && rows.isEmpty())) {
            // An alias that does not exist looks empty.
            return exists() ? listed.apply(Set.of()) : failed.apply(missing());
        }
        if (!rows.isArray()) {
            return failed.apply(new Failure.Refused(senseless(body)));
        }
        int total = body.path("total").asInt(0);
        if (total <= rows.size()) {
            return listed.apply(addresses(rows));
        }
        return looks > 1 ? look(listed, failed, looks - 1) : failed.apply(cut(rows.size(), total));
    }

    /**
     * Has the firewall add or delete an address; null where it says that it did. NB: it says so with 200 about much that
     * it did not do; only the list afterwards counts.
     */
    @Nullable
    Failure change(String command, String address) {
        Answer answer = firewall.post(body(address), path(command, name));
        if (!(answer instanceof Answer.Json(JsonNode body))) {
            return failure(answer);
        }
        String status = body.path("status").asString("");
        return switch (status) {
            case "done" -> null;
            case "failed", "not_an_address" ->
                new Failure.Refused(
                        "Expected the firewall to " + command + " " + address + ", but it says '" + status + "'.");
            default -> new Failure.Unclear(senseless(body));
        };
    }

    static String[] path(String command, String alias) {
        return new String[] {"api", "firewall", "alias_util", command, alias};
    }

    static JsonNode body(String address) {
        return JsonNodeFactory.instance.objectNode().put("address", address);
    }

    private static Set<IPAddress> addresses(JsonNode rows) {
        Set<IPAddress> addresses = new HashSet<>();
        for (JsonNode row : rows) {
            IPAddress address = Addresses.readListed(
                    row.isString() ? row.asString() : row.path("ip").asString(""));
            if (address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private boolean exists() {
        return !(firewall.get("api", "firewall", "alias_util", "aliases") instanceof Answer.Json names)
                || !names.body().isArray()
                || names.body()
                        .valueStream()
                        .anyMatch(other -> other.asString("").equals(name));
    }

    private static Failure failure(Answer answer) {
        return switch (answer) {
            case Answer.Refused refused -> new Failure.Refused(explained(refused));
            case Answer.Busy busy -> new Failure.Busy(busy.reason(), busy.retryAfter());
            case Answer.Unclear unclear -> new Failure.Unclear(unclear.reason());
            case Answer.Json json -> new Failure.Unclear(senseless(json.body()));
        };
    }

    private static String explained(Answer.Refused refused) {
        return switch (refused.status()) {
            case 401 -> refused.reason() + " Check key and secret.";
            case 403 -> refused.reason() + " The key's user needs the privilege 'Firewall: Alias: Edit'.";
            default -> refused.reason();
        };
    }

    private Failure missing() {
        return new Failure.Refused("Expected alias '" + name
                + "' to exist on the firewall, but it does not. Create it there, with a rule that blocks it.");
    }

    private Failure cut(int shown, int total) {
        return new Failure.Refused("Expected to see all of alias '" + name + "', but the firewall shows " + shown
                + " of " + total + ". Use an alias with fewer entries.");
    }

    private static String senseless(JsonNode body) {
        return "Expected the answer of an OPNsense firewall, but got JSON of another kind (" + body.getNodeType()
                + ").";
    }
}
