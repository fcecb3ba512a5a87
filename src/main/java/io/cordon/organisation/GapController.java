package io.cordon.organisation;

import io.cordon.api.Page;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "contract")
class GapController {

    private final Contracts contracts;
    private final List<GapSource> sources;

    GapController(Contracts contracts, List<GapSource> sources) {
        this.contracts = contracts;
        this.sources = sources;
    }

    @GetMapping("/api/v1/organisations/{org}/gaps")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(summary = "What the set-up leaves open, each with a proposal where there is one")
    Page<Gap> gaps(
            @PathVariable OrganisationId org,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        Contract contract = contracts.of(org);
        return Page.whole(
                sources.stream()
                        .flatMap(source -> source.gaps(contract).stream())
                        .toList(),
                limit,
                cursor);
    }
}
