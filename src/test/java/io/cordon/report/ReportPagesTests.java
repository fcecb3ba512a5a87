package io.cordon.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.report.Layout.Section;
import io.cordon.report.Layout.Table;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a report's pages end: whatever stands before, no heading and no head of a table stands there alone. */
class ReportPagesTests {

    private static final List<Integer> ROW_HEIGHTS = List.of(1, 6, 25);

    /** Lines before the heading, so that it comes to stand everywhere in the lower part of the page and behind it. */
    static IntStream linesBefore() {
        return IntStream.rangeClosed(30, 62);
    }

    @ParameterizedTest
    @MethodSource("linesBefore")
    void aHeadingAndAHeadOfATableStandWithWhatTheyAreFor(int before) throws IOException {
        for (int height : ROW_HEIGHTS) {
            List<List<String>> rows = IntStream.rangeClosed(1, 4)
                    .mapToObj(row -> List.of("row-" + row, "cell\n".repeat(height - 1) + "last-of-" + row))
                    .toList();
            Table table = new Table(List.of("Column", "Other"), List.of(50, 50), rows);
            List<String> pages = pages(before, Section.table("Heading", table));

            assertTogether(pages, "Heading", "row-1");
            for (String page : pages) {
                if (page.contains("Column")) {
                    assertThat(page)
                            .as("%s lines before, rows of %s", before, height)
                            .containsAnyOf("row-", "cell");
                }
            }
            String all = String.join("", pages);
            for (int row = 1; row <= 4; row++) {
                assertThat(all).contains("row-" + row, "last-of-" + row);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("linesBefore")
    void aHeadingStandsWithItsFirstParagraphOrPoint(int before) throws IOException {
        assertTogether(pages(before, Section.of("Heading", "first", "second")), "Heading", "first");
        assertTogether(pages(before, Section.points("Heading", List.of("first", "second"))), "Heading", "first");
    }

    @Test
    void noLineEndsInTheMiddleOfATime() {
        assertThat(lines("verified 22 Nov 2026 00:15:33 UTC+11:00"))
                .containsExactly("verified ", "22 ", "Nov ", "2026 ", "00:15:33 ", "UTC+11:00");
    }

    @Test
    void noLineEndsInTheMiddleOfAnAddressANameOrADrive() {
        assertThat(lines("<anna@acme.example>, C:\\Temp 203.0.113.7. Then: x"))
                .containsExactly("<anna@acme.example>, ", "C:\\Temp ", "203.0.113.7. ", "Then: ", "x");
    }

    private static List<String> lines(String text) {
        LineBreaks breaks = new LineBreaks();
        breaks.setText(text);
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }

    private static void assertTogether(List<String> pages, String heading, String first) {
        assertThat(pages)
                .filteredOn(page -> page.contains(heading))
                .singleElement()
                .satisfies(page -> assertThat(page).contains(first));
    }

    private static List<String> pages(int linesBefore, Section section) throws IOException {
        String filler = "filler\n".repeat(linesBefore).strip();
        byte[] file = Pdf.of(new Layout(
                "Title",
                "Client",
                "TLP:AMBER",
                "Kind",
                "en",
                "page",
                "of",
                "Cordon, made from records",
                List.of(),
                List.of(Section.of("Before", filler), section)));
        List<String> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(file)) {
            PDFTextStripper text = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                text.setStartPage(page);
                text.setEndPage(page);
                pages.add(text.getText(document));
            }
        }
        return pages;
    }
}
