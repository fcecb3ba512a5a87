package io.cordon.report;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;

/** A report as PDF, with its fonts inside. Nothing outside the page is ever fetched. */
final class Pdf {

    private static final String FONTS = "net/sf/jasperreports/fonts/dejavu/";

    static {
        // Its own words about style sheets and timing go past our log.
        XRLog.setLoggingEnabled(false);
    }

    private Pdf() {}

    static byte[] of(Layout layout) {
        return print(Html.of(layout));
    }

    static byte[] print(String page) {
        ByteArrayOutputStream file = new ByteArrayOutputStream(64 * 1024);
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withHtmlContent(page, null);
        builder.useExternalResourceAccessControl(
                (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                (uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        builder.useUriResolver((base, uri) -> null);
        builder.useFont(font("DejaVuSans.ttf"), "DejaVu Sans", 400, FontStyle.NORMAL, true);
        builder.useFont(font("DejaVuSans-Bold.ttf"), "DejaVu Sans", 700, FontStyle.NORMAL, true);
        builder.useUnicodeLineBreaker(new LineBreaks());
        builder.withProducer("Cordon");
        builder.toStream(file);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the report to become a PDF", e);
        }
        return file.toByteArray();
    }

    private static FSSupplier<InputStream> font(String name) {
        return () -> {
            try {
                return new ClassPathResource(FONTS + name).getInputStream();
            } catch (IOException e) {
                throw new UncheckedIOException("Expected the font " + name + " on the class path", e);
            }
        };
    }
}
