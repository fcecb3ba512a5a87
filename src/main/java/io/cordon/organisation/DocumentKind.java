package io.cordon.organisation;

import io.cordon.api.Finding;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/**
 * The kinds of documents that a contract is made of.
 *
 * @param id the document's name in the interface and in the database
 * @param reader reads what a caller wrote, and notes what is wrong with it
 */
record DocumentKind<D extends Document>(String id, Class<D> type, BiFunction<JsonNode, List<Finding>, D> reader) {

    static final DocumentKind<People> PEOPLE = new DocumentKind<>("people", People.class, People::read);
}
