package io.cordon.report;

import io.cordon.report.Layout.Section;
import io.cordon.report.Layout.Table;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A report as Markdown (CommonMark with tables) in which no text of an alert is anything but text. */
final class Markdown {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|~&@]");

    /** What makes a list, a heading or a rule at the start of a line. */
    private static final Pattern AT_START = Pattern.compile("(?m)^(\\s*)([-+=#])");

    private static final Pattern NUMBER_AT_START = Pattern.compile("(?m)^(\\s*\\d+)([.)])");

    /** What makes a link by itself. */
    private static final Pattern LINK = Pattern.compile("(?i)(:)(?=//)|(?<=\\bwww)(\\.)|(?<=\\bmailto)(:)");

    private Markdown() {}

    static String of(Layout layout) {
        StringBuilder page = new StringBuilder();
        page.append("# ").append(text(layout.heading())).append("\n\n");
        page.append(text(layout.kind())).append("\n\n");
        page.append(text(layout.tlp())).append("\n\n");
        layout.facts()
                .forEach(fact -> page.append("* ")
                        .append(text(fact.name()))
                        .append(": ")
                        .append(text(fact.value()))
                        .append('\n'));
        layout.sections().forEach(section -> section(page, section));
        return page.toString();
    }

    private static void section(StringBuilder page, Section section) {
        page.append("\n## ").append(text(section.heading())).append("\n\n");
        section.paragraphs().forEach(paragraph -> page.append(text(paragraph)).append("\n\n"));
        section.points()
                .forEach(point -> page.append("* ").append(inline(point)).append('\n'));
        Table table = section.table();
        if (table != null) {
            row(page, table.columns());
            row(page, table.columns().stream().map(column -> "---").toList());
            table.rows()
                    .forEach(row -> row(page, row.stream().map(Markdown::inline).toList()));
        }
    }

    private static void row(StringBuilder page, List<String> cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Text of one cell or point: its lines in one, parted by a break. */
    private static String inline(String raw) {
        return raw.lines().map(Markdown::text).collect(Collectors.joining("<br>"));
    }

    static String text(String raw) {
        String escaped = SPECIAL.matcher(raw).replaceAll("\\\\$0");
        escaped = LINK.matcher(escaped).replaceAll("\\\\$0");
        escaped = AT_START.matcher(escaped).replaceAll("$1\\\\$2");
        return NUMBER_AT_START.matcher(escaped).replaceAll("$1\\\\$2");
    }
}
