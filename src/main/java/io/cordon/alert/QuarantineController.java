package io.cordon.alert;

import io.cordon.api.Cursor;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/quarantine")
@Tag(name = "Quarantine", description = "What came and could not be read")
class QuarantineController {

    private final Quarantine quarantine;
    private final AlertReader reader;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    QuarantineController(Quarantine quarantine, AlertReader reader, ApplicationEventPublisher events, Clock clock) {
        this.quarantine = quarantine;
        this.reader = reader;
        this.events = events;
        this.clock = clock;
    }

    /** How many alerts a released item turned out to be. */
    record ReleasedView(UUID id, int alerts) {}

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(
            summary = "What could not be read, newest first",
            description = "'raw' has the bytes in base64, 'reason' says what is wrong with them.")
    public Page<Quarantined> list(
            @RequestParam @Nullable String organisation,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String before = Cursor.decode(cursor);
        return Page.of(
                quarantine.page(organisation, before == null ? null : Ids.read("cursor", before), size + 1),
                size,
                item -> item.id().toString());
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allowed({Role.LEAD, Role.ENGINEER, Role.ADMIN})
    @Transactional
    @Operation(
            summary = "Reads it again, after its mapping was mended",
            description = "What can be read now goes the way of every alert; what cannot stays, and the answer is 422.")
    public ReleasedView retry(@PathVariable String id) {
        Quarantined item = quarantine
                .find(Ids.read("quarantined item", id))
                .orElseThrow(() -> Problem.notFound("quarantined item", id));
        Reading reading = reader.read(item.source(), item.contentType(), item.raw(), clock.instant());
        return switch (reading) {
            case Reading.Refused refused -> throw Problem.invalid("raw", refused.detail());
            case Reading.Items items -> {
                for (Reading.Item each : items.items()) {
                    if (each instanceof Reading.Rejected rejected) {
                        throw Problem.invalid("raw", rejected.reason());
                    }
                }
                quarantine.remove(item);
                events.publishEvent(
                        new Released(item.organisation(), item.id(), item.source(), item.contentType(), item.raw()));
                yield new ReleasedView(item.id(), items.items().size());
            }
        };
    }
}
