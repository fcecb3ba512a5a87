package io.cordon.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** The forms in which a report is handed out; JSON is the record itself. */
@Configuration(proxyBeanMethods = false)
class ReportForms {

    static final String MARKDOWN = "text/markdown";

    @Bean
    Form pdfReports() {
        return new Form(MediaType.APPLICATION_PDF, report -> Pdf.of(report.layout()));
    }

    @Bean
    Form htmlReports() {
        return new Form(
                new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8),
                report -> Html.of(report.layout()).getBytes(StandardCharsets.UTF_8));
    }

    @Bean
    Form markdownReports() {
        return new Form(
                new MediaType(MediaType.parseMediaType(MARKDOWN), StandardCharsets.UTF_8),
                report -> Markdown.of(report.layout()).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes reports in one form. */
    static final class Form extends AbstractHttpMessageConverter<PrintedReport> {

        private final Function<PrintedReport, byte[]> writing;

        Form(MediaType type, Function<PrintedReport, byte[]> writing) {
            super(type);
            this.writing = writing;
        }

        @Override
        protected boolean supports(Class<?> type) {
            return type == PrintedReport.class;
        }

        @Override
        public boolean canRead(Class<?> type, @org.jspecify.annotations.Nullable MediaType mediaType) {
            return false;
        }

        @Override
        protected PrintedReport readInternal(Class<? extends PrintedReport> type, HttpInputMessage message) {
            throw new HttpMessageNotReadableException("Reports are written, never read", message);
        }

        @Override
        protected void writeInternal(PrintedReport report, HttpOutputMessage message) throws IOException {
            message.getBody().write(writing.apply(report));
        }
    }
}
