package io.cordon.report;

import io.cordon.notification.Templates;
import java.util.Map;

/** A report as one HTML page that needs nothing else, and that is well-formed XML for the printer. */
final class Html {

    private static final Templates TEMPLATES = new Templates("report/");

    private Html() {}

    static String of(Layout layout) {
        return TEMPLATES.fill("report.html", Map.of("report", layout));
    }
}
