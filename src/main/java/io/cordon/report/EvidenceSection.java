package io.cordon.report;

import static io.cordon.report.Cells.cut;
import static io.cordon.report.Cells.line;
import static io.cordon.report.Cells.lines;
import static io.cordon.report.Cells.text;

import io.cordon.report.Layout.Section;
import io.cordon.report.Layout.Table;
import io.cordon.report.PostIncidentReport.Evidence;
import io.cordon.report.PostIncidentReport.Handled;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lays out which files were kept, by what each is known again, and through whose hands it went. */
final class EvidenceSection {

    static final String EVIDENCE = "Evidence and its custody";

    private final PostIncidentReport report;
    private final Cells cells;

    EvidenceSection(PostIncidentReport report, Cells cells) {
        this.report = report;
        this.cells = cells;
    }

    Section section() {
        if (report.evidence().isEmpty()) {
            return Section.of(EVIDENCE, "No file was kept as evidence.");
        }
        return new Section(
                EVIDENCE,
                List.of("A file is never changed once it is added, and leaves Cordon by a download only. Each entry"
                        + " stands under its number in the client's audit trail, by which it can be verified."),
                List.of(),
                new Table(
                        List.of("File", "SHA-256 and custody"),
                        List.of(32, 68),
                        report.evidence().stream().map(this::row).toList()));
    }

    private List<String> row(Evidence piece) {
        return List.of(
                lines(
                        line(piece.name()),
                        size(piece.size()),
                        piece.note().isBlank() ? "" : cut("note: " + text(piece.note()))),
                lines(
                        piece.sha256(),
                        piece.handled().isEmpty()
                                ? "added by " + cells.who(piece.addedBy()) + ", " + cells.at(piece.addedAt())
                                : custody(piece.handled())));
    }

    private String custody(List<Handled> handled) {
        String told = handled.stream()
                .map(entry -> entry.what() + " by " + cells.who(entry.by()) + ", " + cells.at(entry.at()) + " (entry "
                        + entry.auditNumber() + ")")
                .collect(Collectors.joining("\n"));
        return handled.size() < EvidenceRecords.MOST_HANDLED
                ? told
                : "the last " + EvidenceRecords.MOST_HANDLED + " entries:\n" + told;
    }

    private static String size(long bytes) {
        String exactly = String.format(Locale.ENGLISH, "%,d bytes", bytes);
        if (bytes < 1024) {
            return bytes == 1 ? "1 byte" : exactly;
        }
        return bytes < 1024 * 1024
                ? String.format(Locale.ENGLISH, "%.1f KiB (%s)", bytes / 1024.0, exactly)
                : String.format(Locale.ENGLISH, "%.1f MiB (%s)", bytes / (1024.0 * 1024), exactly);
    }
}
