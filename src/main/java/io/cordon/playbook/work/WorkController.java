package io.cordon.playbook.work;

import io.cordon.api.Page;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Tasks")
class WorkController {

    private final GatheringWork gathering;

    WorkController(GatheringWork gathering) {
        this.gathering = gathering;
    }

    @GetMapping("/api/v1/work")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "What waits for the caller now, in every organisation in reach, the first that is due first",
            description =
                    "Tasks that the caller was asked to do, would be asked now, or has claimed; actions that their"
                            + " approval would count for; questions that they were asked; and incidents that nobody has"
                            + " acknowledged, where their party looks first and"
                            + " no task asks them for it. What has no due time comes last.")
    @Transactional(readOnly = true)
    public Page<WorkItem> work(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return Page.whole(gathering.of(caller), limit, cursor);
    }
}
