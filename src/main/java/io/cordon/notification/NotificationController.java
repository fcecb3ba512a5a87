package io.cordon.notification;

import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/notifications")
@Tag(name = "notifications", description = "Who was told what, when, and whether it reached the mail server")
class NotificationController {

    private final NotificationQueries queries;

    NotificationController(NotificationQueries queries) {
        this.queries = queries;
    }

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(
            summary = "Messages to people, newest first",
            description =
                    "Without a mail server every message is in state `kept`: it is shown here and sent nowhere. The"
                        + " first start with one sends what is at most a day old and of no closed incident; the rest"
                        + " stays `kept`.")
    public Page<NotificationView> list(
            @Parameter(description = "Only those about this organisation", example = "acme") @RequestParam @Nullable
                    OrganisationId organisation,
            @Parameter(description = "Only those of this incident") @RequestParam @Nullable UUID incident,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return queries.page(organisation, incident, limit, cursor);
    }

    @GetMapping("/{id}")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(summary = "One message with its text, its HTML, and the names of its attachments")
    public NotificationQueries.Whole find(@PathVariable String id) {
        return queries.find(Ids.read("notification", id)).orElseThrow(() -> Problem.notFound("notification", id));
    }
}
