package io.cordon.triage;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/rules")
@Tag(name = "Rules", description = "What alerts mean, and why.")
class RulesController {

    private static final int DAYS = 30;

    private final Rulebook rulebook;
    private final KeepingRuleHits hits;
    private final Clock clock;

    RulesController(Rulebook rulebook, KeepingRuleHits hits, Clock clock) {
        this.rulebook = rulebook;
        this.hits = hits;
        this.clock = clock;
    }

    /** The rules in force, and the files that are not. */
    record Rules(
            @Schema(example = "3f9c1a7be204", description = "A hash over the files in force")
            String version,

            List<Item> items,

            @Schema(description = "Files that do not compile; what they said before is still in force")
            List<RefusedFile> refused) {}

    /**
     * A rule.
     *
     * @param translations name and why in other languages: by language, then by field
     */
    record Item(
            @Schema(example = "endpoint-sees-ransomware") String id,

            @Schema(example = "An endpoint tool sees ransomware")
            String name,

            String why,

            Map<String, Map<String, String>> translations,

            @Schema(example = "T1486") String attack,

            String owner,

            @Schema(example = "ransomware/endpoint-sees-ransomware.drl")
            String file,

            @JsonProperty("package") @Schema(example = "cordon.triage")
            String packageName,

            boolean enabled,

            @Schema(description = "How often it fired in the last 24 hours, for organisations in reach")
            long hits) {}

    /**
     * How often rules fired.
     *
     * @param from the first of the days, which are those of UTC; the last is today
     */
    record Fired(LocalDate from, List<FiredRule> items) {}

    /** How often a rule fired on each day, for organisations in reach. */
    @Schema(name = "FiredPerDay")
    record FiredRule(
            @Schema(example = "endpoint-sees-ransomware") String rule, List<Long> days) {}

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "The rules in force",
            description = "Rules come from the operator's disk and are read-only here. A changed file takes effect "
                    + "within seconds; one that does not compile is listed under refused.")
    Rules rules(Caller caller) {
        RuleSet rules = rulebook.rules();
        Map<String, Long> fired = hits.lastDay(caller.reach());
        List<Item> items = rules.rules().stream()
                .map(rule -> new Item(
                        rule.id(),
                        rule.name(),
                        rule.why(),
                        rule.translations(),
                        rule.attack(),
                        rule.owner(),
                        rule.file(),
                        rule.packageName(),
                        true,
                        fired.getOrDefault(rule.id(), 0L)))
                .toList();
        return new Rules(rules.version(), items, rulebook.refused());
    }

    @GetMapping("/hits")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "How often each rule fired on each of the last 30 days",
            description = "For organisations in reach, by days of UTC; a rule that never fired is left out.")
    Fired hits(Caller caller) {
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS - 1L);
        return new Fired(
                first,
                hits.perDay(caller.reach(), first, DAYS).entrySet().stream()
                        .map(fired -> new FiredRule(fired.getKey(), fired.getValue()))
                        .sorted(Comparator.comparing(FiredRule::rule))
                        .toList());
    }
}
