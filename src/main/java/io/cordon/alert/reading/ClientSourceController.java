package io.cordon.alert.reading;

import io.cordon.alert.Quarantine;
import io.cordon.alert.SourceSenders;
import io.cordon.alert.SourceTallies;
import io.cordon.alert.SourceTallies.Day;
import io.cordon.api.Days;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.organisation.Organisation;
import io.cordon.organisation.Organisations;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organisations/{org}/sources")
@Tag(name = "Sources")
class ClientSourceController {

    private static final int DAYS = 7;
    private static final Duration TO_THE_MINUTE = Duration.ofMinutes(1);

    private final SourceMappings mappings;
    private final SourceTallies tallies;
    private final SourceSenders senders;
    private final Quarantine quarantine;
    private final Organisations organisations;
    private final Clock clock;

    ClientSourceController(
            SourceMappings mappings,
            SourceTallies tallies,
            SourceSenders senders,
            Quarantine quarantine,
            Organisations organisations,
            Clock clock) {
        this.mappings = mappings;
        this.tallies = tallies;
        this.senders = senders;
        this.quarantine = quarantine;
        this.organisations = organisations;
        this.clock = clock;
    }

    /**
     * What an organisation has from a source.
     *
     * @param path where a product sends its alerts
     * @param lastSeen to the minute; null where it was never heard
     * @param days alerts on each of the last seven days of the organisation's own zone, repeats too; today comes last
     * @param usualPause the longest that it was quiet within the week; null where it was not heard for a day yet
     * @param silentSince where it is quiet for more than twice its usual pause: when it was last heard; null where nobody
     *     waits for it, as it is retired or its mapping is gone
     * @param retiredSince where every token that sent it is revoked or has expired, and nothing came since: when the last
     *     of them was
     * @param quarantined how many different items could not be read and wait in quarantine, counted to 1000
     * @param moreQuarantined whether there are more than were counted
     */
    record ClientSource(
            String source,
            String about,
            boolean inForce,
            String path,
            @Nullable Instant lastSeen,
            List<Integer> days,
            @Nullable Duration usualPause,
            @Nullable Instant silentSince,
            @Nullable Instant retiredSince,
            int quarantined,
            boolean moreQuarantined,
            @Nullable Instant quarantinedLast) {

        private int place() {
            return silentSince != null ? 0 : !everCame() ? 3 : retiredSince != null || !inForce ? 2 : 1;
        }

        boolean everCame() {
            return lastSeen != null || quarantined > 0;
        }
    }

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(
            summary = "What each source has sent for an organisation, and which fell silent",
            description = "Silent ones come first, then those that were heard, then those that are retired, then the"
                + " mappings of which nothing came yet. A source is silent when it was quiet for twice as long as the"
                + " longest pause that it made within the last seven days, and for an hour at least; of one that was"
                + " heard for less than a day, after a day.")
    public Page<ClientSource> list(
            @PathVariable OrganisationId org,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        Organisation organisation = organisations.find(org).orElseThrow(() -> Problem.notFound("organisation", org));
        Instant now = clock.instant();
        ZoneId zone = organisation.timeZone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant weekAgo = today.minusDays(DAYS - 1).atStartOfDay(zone).toInstant();
        Instant midnight = today.plusDays(1).atStartOfDay(zone).toInstant();
        Map<String, List<Day>> bySource = tallies.on(org, Days.between(weekAgo, midnight, zone)).stream()
                .collect(Collectors.groupingBy(Day::source));
        Map<String, Instant> lastHeard = tallies.lastHeard(org);
        Map<String, Instant> retired = senders.retired(org);
        Map<String, Quarantine.Held> held = quarantine.held(org);
        Map<String, Mapping> byName = mappings.current().byName();
        Set<String> names = new TreeSet<>(byName.keySet());
        names.addAll(lastHeard.keySet());
        names.addAll(held.keySet());
        List<ClientSource> sources = names.stream()
                .map(name -> {
                    List<Day> counted = bySource.getOrDefault(name, List.of());
                    Instant last = lastHeard.get(name);
                    Silence silence = Silence.of(heard(counted), last, now);
                    @Nullable Mapping mapping = byName.get(name);
                    @Nullable Instant retiredSince = retiredSince(retired.get(name), last);
                    Quarantine.@Nullable Held waiting = held.get(name);
                    return new ClientSource(
                            name,
                            mapping == null ? "" : mapping.about(),
                            mapping != null,
                            "/api/v1/alerts/" + name,
                            last,
                            byDay(counted, today),
                            silence.usualPause(),
                            mapping == null || retiredSince != null ? null : silence.since(),
                            retiredSince,
                            waiting == null ? 0 : waiting.items(),
                            waiting != null && waiting.more(),
                            waiting == null ? null : waiting.lastSeen());
                })
                .sorted(Comparator.comparingInt(ClientSource::place).thenComparing(ClientSource::source))
                .toList();
        return Page.whole(sources, limit, cursor);
    }

    /** NB: what was heard after that came by somebody else, and may well fall silent. Both are told to the minute. */
    private static @Nullable Instant retiredSince(@Nullable Instant retired, @Nullable Instant lastHeard) {
        return retired == null || lastHeard == null || lastHeard.isAfter(retired.plus(TO_THE_MINUTE)) ? null : retired;
    }

    private static Silence.@Nullable Heard heard(List<Day> days) {
        return days.stream()
                .map(day -> new Silence.Heard(day.first(), day.last(), day.pause()))
                .reduce(Silence.Heard::and)
                .orElse(null);
    }

    private static List<Integer> byDay(List<Day> counted, LocalDate today) {
        Map<LocalDate, Integer> days = counted.stream().collect(Collectors.toMap(Day::day, Day::received));
        return IntStream.rangeClosed(1 - DAYS, 0)
                .mapToObj(back -> days.getOrDefault(today.plusDays(back), 0))
                .toList();
    }
}
