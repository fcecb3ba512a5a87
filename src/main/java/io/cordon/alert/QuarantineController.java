package io.cordon.alert;

import io.cordon.api.Page;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/quarantine")
@Tag(name = "Quarantine", description = "What came and could not be read")
class QuarantineController {

    private final Quarantine quarantine;

    QuarantineController(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(
            summary = "What could not be read, newest first",
            description = "'raw' has the bytes in base64, 'reason' says what is wrong with them.")
    public Page<Quarantined> list(
            @RequestParam @Nullable String organisation,
            @RequestParam @Nullable String source,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return Page.read(
                limit, cursor, (behind, most) -> quarantine.page(organisation, source, behind, most), Quarantined::id);
    }
}
