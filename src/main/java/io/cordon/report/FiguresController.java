package io.cordon.report;

import io.cordon.api.Filters;
import io.cordon.api.Problem;
import io.cordon.organisation.ExamplesLeftOut;
import io.cordon.report.FiguresOfAlerts.Counts;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/figures")
@Tag(name = "Figures", description = "How things go, in numbers")
class FiguresController {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(400);

    private final FiguresOfAlerts alerts;
    private final FiguresOfIncidents incidents;
    private final ExamplesLeftOut examplesLeftOut;
    private final Clock clock;

    FiguresController(
            FiguresOfAlerts alerts, FiguresOfIncidents incidents, ExamplesLeftOut examplesLeftOut, Clock clock) {
        this.alerts = alerts;
        this.incidents = incidents;
        this.examplesLeftOut = examplesLeftOut;
        this.clock = clock;
    }

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(
            summary = "Alerts and incidents in numbers",
            description =
                    "Of the last 30 days where nothing else is asked for, and of 400 at most. Beside each number is"
                        + " the filter with which GET /api/v1/alerts or GET /api/v1/incidents lists exactly what was"
                        + " counted. What is open is told of now, whatever the span. 'automatic' counts incidents that"
                        + " were contained before any person did anything in them, by their timelines.")
    public Figures figures(
            @Parameter(description = "Ids, separated by commas", example = "acme") @RequestParam @Nullable
                    String organisation,
            @Parameter(description = "false leaves the example clients out, as if there were none")
                    @RequestParam
                    @Nullable
                    String examples,
            @Parameter(description = "The beginning of the span", example = "2026-03-01T00:00:00Z")
                    @RequestParam
                    @Nullable
                    String from,
            @Parameter(description = "Its end, not in it; now where nothing else is asked for") @RequestParam @Nullable
                    String to,
            @Parameter(
                            description = "In which days begin; UTC where nothing else is asked for",
                            example = "Europe/Berlin")
                    @RequestParam
                    @Nullable
                    String zone) {
        FiguresAsked asked = read(organisation, examples, from, to, zone);
        return examplesLeftOut.call(asked.examples(), () -> figures(asked));
    }

    private Figures figures(FiguresAsked asked) {
        Counts ofAlerts = alerts.counts(asked);
        return new Figures(
                asked.from(),
                asked.to(),
                asked.zone().getId(),
                asked.asOf(),
                ofAlerts.perDay(),
                incidents.perDay(asked),
                ofAlerts.perClient(),
                incidents.perClient(asked),
                incidents.openPerClient(asked),
                incidents.open(asked),
                incidents.times(asked),
                incidents.automation(asked),
                alerts.techniques(asked));
    }

    private FiguresAsked read(
            @Nullable String organisation,
            @Nullable String examples,
            @Nullable String from,
            @Nullable String to,
            @Nullable String zone) {
        Filters filters = new Filters();
        List<OrganisationId> organisations = filters.choices("organisation", organisation, OrganisationId::new);
        Boolean ofExamples = filters.yesOrNo("examples", examples);
        Instant start = filters.moment("from", from);
        Instant end = filters.moment("to", to);
        ZoneId days = filters.one("zone", zone, FiguresController::zone);
        filters.check();
        // Ids of alerts tell milliseconds, and so must the ends of spans that are to list what was counted.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant last = end == null ? now.plusMillis(1) : end.truncatedTo(ChronoUnit.MILLIS);
        Instant first = start == null ? last.minus(USUAL) : start.truncatedTo(ChronoUnit.MILLIS);
        if (!first.isBefore(last) || Duration.between(first, last).compareTo(LONGEST) > 0) {
            throw Problem.invalid(
                    "from",
                    "Expected a span of at most " + LONGEST.toDays() + " days that begins before it ends, but got "
                            + first + " to " + last + ".");
        }
        return new FiguresAsked(organisations, ofExamples, first, last, days == null ? ZoneOffset.UTC : days, now);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Expected a time zone such as Europe/Berlin, but got '" + Filters.shown(text) + "'.", e);
        }
    }
}
