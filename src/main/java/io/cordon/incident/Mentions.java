package io.cordon.incident;

import io.cordon.incident.IncidentPeople.Known;
import io.cordon.organisation.Person;
import io.cordon.tenancy.Party;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whom a comment names: {@code @acme/anna}, or {@code @anna}, who is first sought among the author's own party. */
final class Mentions {

    private static final int MOST = 50;

    // No nesting and nothing that could be read in two ways: a text of any length is read once.
    private static final Pattern NAME =
            Pattern.compile("(?<![A-Za-z0-9._/@-])@(?:([a-z0-9-]{1,63})/)?([a-z0-9][a-z0-9._-]{0,62})");

    private Mentions() {}

    /** @param readers who may read the comment; nobody else is found */
    static List<Person> in(String text, List<Known> readers, Party author) {
        SequencedSet<Person> found = new LinkedHashSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find() && found.size() < MOST) {
            String organisation = matcher.group(1);
            // A full stop at the end of a sentence is none of the name, unless somebody is called so.
            String id = matcher.group(2);
            find(organisation, id, readers, author)
                    .or(() -> find(organisation, id.replaceAll("[._-]+$", ""), readers, author))
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private static Optional<Person> find(@Nullable String organisation, String id, List<Known> readers, Party author) {
        List<Known> named = readers.stream()
                .filter(known -> known.person().ref().id().equals(id))
                .filter(known -> organisation == null
                        || known.person().ref().organisation().value().equals(organisation))
                .toList();
        return named.stream()
                .filter(known -> known.party() == author)
                .findFirst()
                .or(() -> named.stream().findFirst())
                .map(Known::person);
    }
}
