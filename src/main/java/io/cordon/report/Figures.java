package io.cordon.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How things go, in numbers. Beside each is the filter with which the list of alerts or incidents gives exactly the rows
 * behind it.
 *
 * @param asOf the moment by which ages are told
 * @param alertsPerDay by when they were received; every day of the span
 * @param incidentsPerDay by when they were detected; every day of the span
 * @param alertsPerClient of the span; most first, as the two that follow
 * @param incidentsPerClient of the span
 * @param openPerClient what is worked on now, whenever it was detected
 * @param open what is worked on now, whenever it was detected
 * @param times of incidents that were detected in the span
 * @param techniques the 300 that most alerts of the span tell of
 */
record Figures(
        Instant from,
        Instant to,
        String zone,
        Instant asOf,
        List<Day> alertsPerDay,
        List<Day> incidentsPerDay,
        List<OfClient> alertsPerClient,
        List<OfClient> incidentsPerClient,
        List<OfClient> openPerClient,
        List<Open> open,
        List<Times> times,
        Automation automation,
        List<Technique> techniques) {

    record Day(LocalDate day, long count, Map<String, String> filter) {}

    record OfClient(String organisation, long count, Map<String, String> filter) {}

    /**
     * Open and contained incidents of an age and a severity.
     *
     * @param age {@code under-1h under-4h under-1d under-1w older}
     */
    record Open(String age, String severity, long count, Map<String, String> filter) {}

    /**
     * How long it took from the detection on, in seconds.
     *
     * @param to {@code acknowledge contain resolve}
     * @param by {@code all severity organisation}
     * @param value which severity or organisation; empty for all
     * @param count the incidents for which it happened
     * @param median null where it happened for none
     * @param p90 within which it happened for nine of ten; null where it happened for none
     */
    record Times(
            String to,
            String by,
            String value,
            long count,
            @Nullable Double median,
            @Nullable Double p90,
            Map<String, String> filter) {}

    /**
     * How much was contained before any person did anything in the incident: until then the timeline tells only of what
     * Cordon and its playbooks did.
     *
     * @param rate of those contained, between 0 and 1; null where nothing was contained
     */
    record Automation(
            long contained,
            Map<String, String> containedFilter,
            long automatic,
            Map<String, String> automaticFilter,
            @Nullable Double rate) {}

    /**
     * Alerts of one technique of MITRE ATT&CK.
     *
     * @param name a sub-technique's with its parent's in front; empty where ATT&CK, as we know it, has no such technique
     * @param tactics their short names, such as {@code initial-access}, in the order of the matrix
     */
    record Technique(String technique, String name, List<String> tactics, long count, Map<String, String> filter) {}
}
