package io.cordon.response.connector.catalog;

import inet.ipaddr.IPAddress;
import io.cordon.response.connector.Failure;
import io.cordon.response.connector.outbound.Ran;
import io.cordon.response.connector.outbound.Shell;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An address in its set of nftables: how it is looked for, added and deleted. NB: every part of a command is a fixed
 * word, a checked name, or an address that was parsed and is written by us.
 */
record SetElement(NftablesSettings settings, IPAddress address) {

    /** The time of an element that does not end by itself. */
    static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private static final JsonMapper JSON = new JsonMapper();

    /** Lists the whole set: how long each address is in it yet. */
    <T> T look(Shell gateway, Function<Map<IPAddress, Duration>, T> listed, Function<Failure, T> failed) {
        Ran ran = gateway.run(nft() + "-j list set " + settings.set(address));
        return switch (ran) {
            case Ran.Exit exit -> {
                Map<IPAddress, Duration> elements = exit.status() == 0 ? elements(exit.output()) : null;
                yield elements == null ? failed.apply(unlistable(exit)) : listed.apply(elements);
            }
            case Ran.Not not -> failed.apply(not.failure());
        };
    }

    String adding(Duration time) {
        return nft() + "add element " + settings.set(address) + " '" + braces(time) + "'";
    }

    String deleting() {
        return nft() + "delete element " + settings.set(address) + " '" + braces(FOREVER) + "'";
    }

    /**
     * Gives the address this time, whether it is there or not, in one transaction: it is never out of the set. NB: some
     * kernels leave the time of an element alone that is added again, hence the delete; and that fails for one that is
     * not there (any more), hence the first add.
     */
    String setting(Duration time) {
        String element = " element " + settings.set(address) + " ";
        return nft() + "'add" + element + braces(FOREVER) + "; delete" + element + braces(FOREVER) + "; add" + element
                + braces(time) + "'";
    }

    private String braces(Duration time) {
        String timeout = time.equals(FOREVER) ? "" : " timeout " + Math.max(1, time.toSeconds()) + "s";
        return "{ " + address.toCanonicalString() + timeout + " }";
    }

    private String nft() {
        return (settings.sudo() ? "sudo -n " : "") + "/usr/sbin/nft ";
    }

    private @Nullable Map<IPAddress, Duration> elements(String output) {
        try {
            for (JsonNode object : JSON.readTree(output).path("nftables")) {
                JsonNode set = object.path("set");
                if (set.path("name").asString("").equals(settings.setName(address))
                        && set.path("table").asString("").equals(settings.table())) {
                    return elements(set.path("elem"));
                }
            }
        } catch (JacksonException e) {
            // No list of the set either way.
        }
        return null;
    }

    private static Map<IPAddress, Duration> elements(JsonNode listed) {
        Map<IPAddress, Duration> elements = new HashMap<>();
        for (JsonNode element : listed) {
            JsonNode timed = element.path("elem");
            JsonNode value = element.isString() ? element : timed.path("val");
            IPAddress address = value.isString() ? Addresses.readListed(value.asString()) : null;
            if (address != null) {
                JsonNode expires = timed.path("expires");
                elements.put(address, expires.isNumber() ? Duration.ofSeconds(expires.asLong()) : FOREVER);
            }
        }
        return elements;
    }

    private Failure unlistable(Ran.Exit exit) {
        return new Failure.Refused("Expected nft to list set '" + settings.setName(address) + "' of table 'inet "
                + settings.table() + "' on " + settings.host() + ", but it ended with status " + exit.status()
                + " or wrote something else. Create the set, or let the user run nft.");
    }
}
