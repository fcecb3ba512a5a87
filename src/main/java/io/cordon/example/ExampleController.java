package io.cordon.example;

import io.cordon.api.Problem;
import io.cordon.example.ExampleRuns.Run;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/example")
@Tag(name = "Example hour", description = "Two example clients and an hour of their alerts, to look at and to remove")
class ExampleController {

    private final ExampleRuns runs;
    private final LoadingExample loading;
    private final RemovingExample removing;
    private final PlayingExample playing;

    ExampleController(ExampleRuns runs, LoadingExample loading, RemovingExample removing, PlayingExample playing) {
        this.runs = runs;
        this.loading = loading;
        this.removing = removing;
        this.playing = playing;
    }

    /** Where the example hour stands. */
    record ExampleView(
            @Schema(allowableValues = {"absent", "playing", "loaded", "removing"})
            String state,

            @Schema(description = "how many of its alerts came in already")
            int played,

            int total,
            @Nullable Instant startedAt,
            @Nullable String startedBy,
            List<OrganisationId> organisations) {

        static ExampleView of(Run run) {
            return new ExampleView(
                    run.state().id(), run.played(), run.total(), run.startedAt(), run.startedBy(), ExampleHour.IDS);
        }

        static ExampleView absent() {
            return new ExampleView("absent", 0, 0, null, null, List.of());
        }
    }

    /** What is gone, and what stays. */
    record RemovedView(
            @Schema(description = "rows of the example clients, in all tables")
            long rows,

            @Schema(description = "their own audit trails, which are gone too, by number of entries and last hash")
            List<RemovingExample.Trail> trails,

            @Schema(description = "what stays, in words") String kept) {}

    @GetMapping
    @Allowed(
            value = {Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN},
            providerOnly = true)
    @Operation(summary = "Where the example hour stands; for the provider's people")
    ExampleView state() {
        return runs.find().map(ExampleView::of).orElseGet(ExampleView::absent);
    }

    @PostMapping
    @Allowed(value = Role.ADMIN, providerOnly = true)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Loads two example clients and plays an hour of their alerts within about a minute",
            description = "For administrators of the provider. The alerts go the way of real ones. No mail of the"
                    + " examples leaves the server, and no connector but the hosted block lists acts for them."
                    + " 409 where the example is there already, or a real client has one of its ids.")
    ExampleView load(Caller caller) {
        return switch (loading.load(caller)) {
            case LoadingExample.Outcome.Begun begun -> {
                playing.wake();
                yield runs.find().map(ExampleView::of).orElseGet(ExampleView::absent);
            }
            case LoadingExample.Outcome.ThereAlready there ->
                throw Problem.conflict("The example hour is loaded already: remove it first, then load it again.");
            case LoadingExample.Outcome.Taken taken ->
                throw Problem.conflict("There is a client '" + taken.id()
                        + "' that is no example: the example hour cannot be loaded beside it.");
        };
    }

    @DeleteMapping
    @Allowed(value = Role.ADMIN, providerOnly = true)
    @Operation(
            summary = "Removes the example clients with every row that is theirs, also while they are played",
            description = "For administrators of the provider. Their playbooks stop, their block lists, kept mail,"
                    + " tokens and trails go. What the provider's own trail says of the example stays.")
    RemovedView remove(Caller caller) {
        return removing.remove(caller.name())
                .map(removed -> new RemovedView(
                        removed.rows(),
                        removed.trails(),
                        "The provider's audit trail says that the example was loaded and removed, by whom, and how the"
                                + " examples' own trails ended; the server's log and its counters are as they were."))
                .orElseThrow(() -> Problem.conflict("There is no example to remove."));
    }
}
