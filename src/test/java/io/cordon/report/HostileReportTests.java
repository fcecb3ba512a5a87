package io.cordon.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An alert's text in a report is text, whatever it says. */
class HostileReportTests {

    @Test
    void nothingIsFetchedWhileAReportIsMade() throws IOException {
        try (ServerSocket listener = new ServerSocket(0)) {
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            String hostile = "<img src=\"" + url + "\"/><link rel='stylesheet' href='" + url + "'/><style>@import url("
                    + url + ");@font-face{font-family:x;src:url(" + url + ")}</style>"
                    + "<object data='" + url + "'></object><!ENTITY x SYSTEM '" + url + "'>";
            Layout layout = layout(hostile);

            assertThat(words(Pdf.of(layout))).contains("<img src=");
            assertThat(Html.of(layout)).doesNotContain("<img", "<link", "<object");
            listener.setSoTimeout(300);
            assertThat(accepts(listener)).isFalse();
        }
    }

    @Test
    void evenAPageThatAsksForMoreGetsNothing() throws IOException {
        try (ServerSocket listener = new ServerSocket(0)) {
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            Pdf.print("<html><head><link rel=\"stylesheet\" href=\"" + url + "\"/></head><body><img src=\"" + url
                    + "\"/><img src=\"file:///etc/hostname\"/></body></html>");
            listener.setSoTimeout(300);
            assertThat(accepts(listener)).isFalse();
        }
    }

    @Test
    void templatesOfOtherLanguagesStayLiteral() throws IOException {
        String hostile =
                "${T(java.lang.Runtime).getRuntime().exec('touch /tmp/pwn')} #{7*7} {{7*7}} [[${7*7}]] __${7*7}__";
        Layout layout = layout(hostile);

        assertThat(Html.of(layout))
                .contains("${T(java.lang.Runtime).getRuntime()")
                .doesNotContain(">49", " 49 ");
        assertThat(words(Pdf.of(layout))).contains("${T(java.lang.Runtime)", "{{7*7}}");
        assertThat(Markdown.of(layout)).contains("${T(java.lang.Runtime)");
        assertThat(Path.of("/tmp/pwn")).doesNotExist();
    }

    @Test
    void bidiAndControlCharactersAreVisible() throws IOException {
        Layout layout = layout("srv\u202Egnp.01cd\u200b\u0007\uFFFF");

        for (String form : new String[] {Html.of(layout), Markdown.of(layout).replace("\\\\", "\\")}) {
            assertThat(form)
                    .contains("srv\\u202Egnp.01cd\\u200B\\u0007\\uFFFF")
                    .doesNotContain("\u202E", "\u200b", "\u0007", "\uFFFF");
        }
        assertThat(words(Pdf.of(layout))).contains("srv\\u202Egnp.01cd");
    }

    @Test
    void otherScriptsAreReadable() throws IOException {
        assertThat(words(Pdf.of(layout("Шифрование файлов · Κρυπτογράφηση · ığüş ÄÖÜ €"))))
                .contains("Шифрование", "Κρυπτογράφηση", "ığüş");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[click](javascript:alert(1))",
                "![x](http://198.51.100.7/x.png)",
                "<script>alert(1)</script>",
                "# heading",
                "a | b | c",
                "`code` *bold* _it_ ~~gone~~",
                "https://evil.example/x www.evil.example <https://evil.example>",
                "x\n\n# forged heading\n* forged point\n1. one\n---",
            })
    void markdownCannotBeWrittenByAnAlert(String hostile) {
        String escaped = Markdown.text(hostile);

        assertThat(escaped)
                .doesNotContainPattern("(?<!\\\\)[\\[\\]<>|`*_~]")
                .doesNotContainPattern("(?m)^\\s*[#+\\-=]")
                .doesNotContainPattern("(?m)^\\s*\\d+[.)]")
                .doesNotContainPattern("https?://")
                .doesNotContainPattern("www\\.");
    }

    private static Layout layout(String title) throws IOException {
        try (RecordedIncident incident = new RecordedIncident("safe")) {
            incident.action("block_domain", "evil.example", "REFUSED", title);
            incident.administrator
                    .sql("update incident set title = ?")
                    .param(title)
                    .update();
            incident.administrator
                    .sql("update alert set title = ?")
                    .param(title)
                    .update();
            return LayingOut.of(incident.report());
        }
    }

    private static String words(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static boolean accepts(ServerSocket listener) throws IOException {
        try {
            listener.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
