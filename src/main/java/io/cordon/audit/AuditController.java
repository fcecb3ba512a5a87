package io.cordon.audit;

import io.cordon.api.Cursor;
import io.cordon.api.Page;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/organisations/{org}/audit")
@Tag(name = "audit", description = "Who did what, in a chain that shows tampering")
class AuditController {

    private final AuditEntries entries;
    private final VerifyingTrail verifying;
    private final JsonMapper json;

    AuditController(AuditEntries entries, VerifyingTrail verifying, JsonMapper json) {
        this.entries = entries;
        this.verifying = verifying;
        this.json = json;
    }

    /** An entry as people and scripts see it. */
    record EntryView(
            long number, Instant at, String actor, String action, String subject, JsonNode detail, String hash) {}

    @GetMapping
    @Allowed({Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(summary = "The organisation's audit trail, newest first")
    public Page<EntryView> list(
            @PathVariable OrganisationId org,
            @ParameterObject AuditQuestion question,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        int size = Cursor.limit(limit);
        AuditFilter filter = question.read();
        return Page.of(
                        entries.before(org, filter, before(Cursor.decode(cursor)), size + 1),
                        size,
                        entry -> Long.toString(entry.number()))
                .map(this::view);
    }

    @GetMapping("/verification")
    @Allowed({Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "Checks the whole chain for entries that were edited, deleted, inserted or reordered")
    public VerifyingTrail.Verdict verify(@PathVariable OrganisationId org) {
        return verifying.verify(org);
    }

    private static long before(@Nullable String key) {
        try {
            return key == null ? Long.MAX_VALUE : Long.parseLong(key);
        } catch (NumberFormatException e) {
            throw Cursor.notOurs();
        }
    }

    private EntryView view(AuditEntry entry) {
        return new EntryView(
                entry.number(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                json.readTree(entry.detail()),
                HexFormat.of().formatHex(entry.hash()));
    }
}
