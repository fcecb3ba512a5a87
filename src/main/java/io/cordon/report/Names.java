package io.cordon.report;

import io.cordon.organisation.Contract;
import io.cordon.tenancy.OrganisationId;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What those are called whom the records name by id.
 *
 * @param known names of organisations by id, and of people by {@code organisation/id}; who is missing goes by the id
 */
record Names(Map<String, String> known) {

    private static final Pattern BY_TOKEN_OF = Pattern.compile("(.+) \\(token from (.+)\\)");
    private static final Pattern OF_ORGANISATION = Pattern.compile("(token:)?([a-z0-9-]+)/(.+)");
    private static final Pattern BETWEEN_IDS = Pattern.compile("[^a-z0-9./_-]+");

    static Names of(Contract contract) {
        Map<String, String> known = new TreeMap<>();
        known.put(contract.organisation().id().value(), contract.organisation().name());
        Stream.concat(contract.clientPeople().stream(), contract.providerPeople().stream())
                .forEach(person -> known.put(person.ref().toString(), person.name()));
        return new Names(known);
    }

    /** Those of the people alone whom one of these names, and the organisations: a report lists nobody else. */
    Names among(Stream<String> actors) {
        Set<String> named =
                actors.flatMap(actor -> Arrays.stream(BETWEEN_IDS.split(actor))).collect(Collectors.toSet());
        Map<String, String> left = new TreeMap<>(known);
        left.keySet().removeIf(id -> id.contains("/") && !named.contains(id));
        return new Names(left);
    }

    /** Who did something: a person, a token, a playbook or Cordon itself; the text is raw. */
    String who(String actor) {
        return who(actor, Phrases.ENGLISH);
    }

    String who(String actor, Phrases in) {
        Matcher made = BY_TOKEN_OF.matcher(actor);
        if (made.matches()) {
            return in.say("{0}, by a token that {1} made", who(made.group(1), in), who(made.group(2), in));
        }
        if (actor.startsWith("playbook:")) {
            return in.say("the playbook {0}", in.saying().authored(actor.substring("playbook:".length())));
        }
        if (actor.startsWith("cordon:")) {
            return "Cordon";
        }
        Matcher named = OF_ORGANISATION.matcher(actor);
        if (!named.matches()) {
            return actor;
        }
        String organisation = named.group(2);
        String name = named.group(1) == null
                ? known.getOrDefault(organisation + "/" + named.group(3), named.group(3))
                : in.say("the token {0}", named.group(3));
        return in.say("{0} of {1}", name, called(organisation, in));
    }

    private String called(String organisation, Phrases in) {
        return organisation.equals(OrganisationId.PROVIDER.value())
                ? in.say("the provider")
                : known.getOrDefault(organisation, organisation);
    }
}
