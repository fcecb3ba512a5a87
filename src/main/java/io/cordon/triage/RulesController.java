package io.cordon.triage;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/rules")
@Tag(name = "Rules", description = "What alerts mean, and why.")
class RulesController {

    private final Rulebook rulebook;
    private final KeepingRuleHits hits;

    RulesController(Rulebook rulebook, KeepingRuleHits hits) {
        this.rulebook = rulebook;
        this.hits = hits;
    }

    /** The rules in force, and the files that are not. */
    record Rules(
            @Schema(example = "3f9c1a7be204", description = "A hash over the files in force")
            String version,

            List<Item> items,

            @Schema(description = "Files that do not compile; what they said before is still in force")
            List<RefusedFile> refused) {}

    /** A rule. */
    record Item(
            @Schema(example = "endpoint-sees-ransomware") String id,

            @Schema(example = "An endpoint tool sees ransomware")
            String name,

            String why,

            @Schema(example = "T1486") String attack,

            String owner,

            @Schema(example = "ransomware/endpoint-sees-ransomware.drl")
            String file,

            @JsonProperty("package") @Schema(example = "cordon.triage")
            String packageName,

            boolean enabled,

            @Schema(description = "How often it fired in the last 24 hours, for organisations in reach")
            long hits) {}

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
                        rule.attack(),
                        rule.owner(),
                        rule.file(),
                        rule.packageName(),
                        true,
                        fired.getOrDefault(rule.id(), 0L)))
                .toList();
        return new Rules(rules.version(), items, rulebook.refused());
    }
}
