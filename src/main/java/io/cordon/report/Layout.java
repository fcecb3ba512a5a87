package io.cordon.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report in the order and the words people read it in; every text is raw until a form of it escapes it.
 *
 * @param client whose report it is, on every page
 * @param tlp its label of the Traffic Light Protocol, on every page
 * @param language its tag, such as {@code de}
 * @param page what a page is called, and {@code of} what stands between its number and how many there are
 * @param maker who made it from what, on every page
 */
record Layout(
        String heading,
        String client,
        String tlp,
        String kind,
        String language,
        String page,
        String of,
        String maker,
        List<Fact> facts,
        List<Section> sections) {

    /** Something worth one line at the head. */
    record Fact(String name, String value) {}

    /** A part under a heading: paragraphs, points, a table, in this order; the last two may be missing. */
    record Section(
            String heading,
            List<String> paragraphs,
            List<String> points,
            @Nullable Table table) {

        static Section of(String heading, String... paragraphs) {
            return new Section(heading, List.of(paragraphs), List.of(), null);
        }

        static Section points(String heading, List<String> points) {
            return new Section(heading, List.of(), points, null);
        }

        static Section table(String heading, Table table) {
            return new Section(heading, List.of(), List.of(), table);
        }
    }

    /** Rows of as many cells as there are columns; the widths are per cent. */
    record Table(List<String> columns, List<Integer> widths, List<List<String>> rows) {}
}
