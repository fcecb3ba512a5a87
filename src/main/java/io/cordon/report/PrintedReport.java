package io.cordon.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/** A report as somebody asked for it: as JSON the record itself, in every other form in their language. */
record PrintedReport(
        @JsonValue PostIncidentReport report, @JsonIgnore Phrases phrases) {

    Layout layout() {
        return LayingOut.of(report, phrases);
    }
}
