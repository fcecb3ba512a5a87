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
            return Section.of(cells.say(EVIDENCE), cells.say("No file was kept as evidence."));
        }
        return new Section(
                cells.say(EVIDENCE),
                List.of(cells.say("A file is never changed once it is added, and leaves Cordon by a download only. Each"
                        + " entry stands under its number in the client's audit trail, by which it can be verified.")),
                List.of(),
                new Table(
                        List.of(cells.say("File"), cells.say("SHA-256 and custody")),
                        List.of(32, 68),
                        report.evidence().stream().map(this::row).toList()));
    }

    private List<String> row(Evidence piece) {
        return List.of(
                lines(
                        line(piece.name()),
                        size(piece.size()),
                        piece.note().isBlank() ? "" : cut(cells.say("note: {0}", text(piece.note())))),
                lines(
                        piece.sha256(),
                        piece.handled().isEmpty()
                                ? cells.say("added by {0}, {1}", cells.who(piece.addedBy()), cells.at(piece.addedAt()))
                                : custody(piece.handled())));
    }

    private String custody(List<Handled> handled) {
        String told = handled.stream()
                .map(entry -> cells.say(
                        "{0} by {1}, {2} (entry {3})",
                        cells.words(entry.what()), cells.who(entry.by()), cells.at(entry.at()), entry.auditNumber()))
                .collect(Collectors.joining("\n"));
        return handled.size() < EvidenceRecords.MOST_HANDLED
                ? told
                : cells.say("the last {0} entries:", EvidenceRecords.MOST_HANDLED) + "\n" + told;
    }

    private String size(long bytes) {
        Locale locale = cells.phrases().saying().language().locale();
        String exactly = cells.say("{0} bytes", String.format(locale, "%,d", bytes));
        if (bytes < 1024) {
            return bytes == 1 ? cells.say("1 byte") : exactly;
        }
        return bytes < 1024 * 1024
                ? String.format(locale, "%.1f KiB (%s)", bytes / 1024.0, exactly)
                : String.format(locale, "%.1f MiB (%s)", bytes / (1024.0 * 1024), exactly);
    }
}
