package io.cordon.playbook.engine;

import java.util.List;
import java.util.Map;

/**
 * What is drawn in one version of a playbook.
 *
 * @param about the author's words about all of it; empty for none
 * @param translations the playbook's {@code name} and {@code about} in other languages: by language, then by field
 * @param elements by their ids
 */
public record Drawing(
        String about, Map<String, Map<String, String>> translations, Map<String, Element> elements, List<Flow> flows) {

    /**
     * Something that the way through a playbook leads to.
     *
     * @param name what a person would say; empty for none
     * @param type such as {@code userTask}
     * @param translations the name in other languages: by language, then {@code name}
     */
    public record Element(String id, String name, String type, Map<String, Map<String, String>> translations) {}

    /** The line from one to the next. */
    public record Flow(String id, String from, String to) {}
}
