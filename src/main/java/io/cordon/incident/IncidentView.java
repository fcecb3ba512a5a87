package io.cordon.incident;

import io.cordon.alert.Entities;
import io.cordon.incident.StoredIncidents.Row;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An incident as the public interface shows it.
 *
 * @param nextClock the running clock that is due first, null where none is running
 * @param owner who looks after it: who said first that they are on it, or took it over since; null where nobody has
 * @param waitingFor the parties that have an open task, or whose approval is asked for
 * @param waits what it waits for from each of them, and by whom
 */
record IncidentView(
        UUID id,
        OrganisationId organisation,
        int number,
        String title,
        Severity severity,
        String category,
        IncidentStatus status,
        Set<String> techniques,
        Entities entities,
        Set<String> attackers,
        Set<String> targets,
        List<UUID> alerts,
        int alertCount,
        Instant occurredAt,
        Instant detectedAt,
        @Nullable Instant notifiedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant containedAt,
        @Nullable Instant resolvedAt,
        PlaybookRef playbook,
        List<ClockView> clocks,
        @Nullable NextClock nextClock,
        @Nullable Someone owner,
        int openTasks,
        List<Party> waitingFor,
        List<Wait> waits) {

    /** The playbook that works on it; the version is null until it has started. */
    record PlaybookRef(String key, @Nullable Integer version) {}

    /**
     * One promise of the service level.
     *
     * @param name {@code notified acknowledged contained resolved}
     * @param state {@code running met breached}, and {@code stopped} where the incident was over before it was due
     * @param obstacle {@code no-mail-server} where people are to be notified and mail is kept; null for none
     */
    record ClockView(
            String name,
            Instant due,
            @Nullable Instant metAt,
            ClockState state,

            @Schema(
                    description = "what keeps it from being met, where that is known: no-mail-server (people are to be"
                            + " notified, and mail is kept here)")
            @Nullable
            String obstacle) {

        private ClockView(String name, Instant due, @Nullable Instant metAt, ClockState state) {
            this(name, due, metAt, state, null);
        }

        /** Nobody is told of anything: letters are kept. */
        private ClockView withoutMail() {
            boolean waitsForMail = name.equals("notified") && metAt == null && state != ClockState.STOPPED;
            return waitsForMail ? new ClockView(name, due, null, state, "no-mail-server") : this;
        }
    }

    /** The running clock that is due first. */
    record NextClock(String name, Instant due) {}

    /**
     * Shows an incident.
     *
     * @param waiting what it waits for, by party
     * @param mailLeaves whether people can be notified by mail at all
     */
    static IncidentView of(Row row, List<UUID> alerts, List<Wait> waiting, boolean mailLeaves, Instant now) {
        Incident i = row.incident();
        List<ClockView> clocks = mailLeaves
                ? clocksOf(row, now)
                : clocksOf(row, now).stream().map(ClockView::withoutMail).toList();
        return new IncidentView(
                i.id(),
                i.organisation(),
                i.number(),
                i.title(),
                i.severity(),
                i.category(),
                i.status(),
                i.techniques(),
                i.entities(),
                i.attackers(),
                i.targets(),
                alerts,
                i.alertCount(),
                i.occurredAt(),
                i.detectedAt(),
                row.notifiedAt(),
                i.acknowledgedAt(),
                i.containedAt(),
                i.resolvedAt(),
                new PlaybookRef(i.playbook(), i.playbookVersion()),
                clocks,
                nextOf(clocks).orElse(null),
                row.owner(),
                waiting.stream().mapToInt(Wait::tasks).sum(),
                waiting.stream().map(Wait::party).toList(),
                waiting);
    }

    static List<ClockView> clocksOf(Row row, Instant now) {
        Incident i = row.incident();
        Instant over = row.overSince();
        return Stream.of(
                        clock("notified", row.promises().notified(), row.notifiedAt(), now, over),
                        clock("acknowledged", row.promises().acknowledged(), i.acknowledgedAt(), now, over),
                        clock("contained", row.promises().contained(), i.containedAt(), now, over),
                        clock("resolved", row.promises().resolved(), i.resolvedAt(), now, over))
                .flatMap(Optional::stream)
                .toList();
    }

    static Optional<NextClock> nextOf(List<ClockView> clocks) {
        return clocks.stream()
                .filter(clock -> clock.state() == ClockState.RUNNING)
                .min(Comparator.comparing(ClockView::due))
                .map(clock -> new NextClock(clock.name(), clock.due()));
    }

    /** Empty where nothing was promised. */
    private static Optional<ClockView> clock(
            String name, @Nullable Instant due, @Nullable Instant metAt, Instant now, @Nullable Instant over) {
        return Optional.ofNullable(due)
                .map(promised -> new ClockView(name, promised, metAt, ClockState.of(promised, metAt, over, now)));
    }
}
