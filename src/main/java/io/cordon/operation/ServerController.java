package io.cordon.operation;

import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/server")
@Tag(name = "server", description = "How the server itself does")
class ServerController {

    private final LookingAfterServer looking;

    ServerController(LookingAfterServer looking) {
        this.looking = looking;
    }

    @GetMapping
    @Allowed(
            value = {Role.ENGINEER, Role.AUDITOR, Role.ADMIN},
            providerOnly = true)
    @Operation(
            summary = "Versions, health, and what the server counts",
            description = "For the provider's people only. Files that were refused when they were last read stand in"
                    + " GET /api/v1/rules, /api/v1/playbooks and /api/v1/sources.")
    ServerView server() {
        return looking.view();
    }
}
