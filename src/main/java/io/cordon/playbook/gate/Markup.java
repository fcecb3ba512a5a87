package io.cordon.playbook.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An element of a playbook file with the line it ends its start tag on; names carry the vocabulary's prefixes. */
record Markup(String name, Map<String, String> attributes, StringBuilder text, int line, List<Markup> children) {

    Markup(String name, Map<String, String> attributes, int line) {
        this(name, attributes, new StringBuilder(), line, new ArrayList<>());
    }

    @Nullable
    String attribute(String attribute) {
        return attributes.get(attribute);
    }

    boolean is(String attribute, String value) {
        return value.equals(attributes.get(attribute));
    }

    Stream<Markup> children(String named) {
        return children.stream().filter(child -> child.name.equals(named));
    }

    /** Itself and everything below, in the order of the file. */
    Stream<Markup> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Markup::all));
    }

    Stream<Markup> all(String named) {
        return all().filter(element -> element.name.equals(named));
    }
}
