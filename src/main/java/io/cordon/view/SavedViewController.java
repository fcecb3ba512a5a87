package io.cordon.view;

import io.cordon.api.Finding;
import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/views")
@Tag(name = "Saved views", description = "The filters of a list under a name")
class SavedViewController {

    private final SavedViews views;

    SavedViewController(SavedViews views) {
        this.views = views;
    }

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(summary = "Your views, and those that people of your organisation share, by name")
    public Page<SavedView> list(
            @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor, Caller caller) {
        return Page.whole(views.seenBy(caller.home(), caller.person()), limit, cursor);
    }

    @PutMapping("/{id}")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional
    @Operation(
            summary = "Save a view of your own",
            description = "Under an id that you make (a UUID), new or yours. At most 100 a person.")
    public SavedView save(
            @Parameter(example = "01980f6e-7c3a-7d52-9a44-3f1b7a8c0d11") @PathVariable String id,
            @RequestBody WantedView wanted,
            Caller caller) {
        PersonRef person = person(caller);
        UUID uuid = read(id);
        List<Finding> findings = wanted.findings();
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
        refuseOthers(person, uuid);
        if (!views.save(person, uuid, wanted)) {
            throw Problem.conflict("Expected at most " + SavedViews.MOST_OF_A_PERSON
                    + " views of one person, but this would be one more. Delete one first.");
        }
        return views.find(person, uuid)
                .orElseThrow(() -> new IllegalStateException("Expected the view that was just saved: " + uuid));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional
    @Operation(summary = "Delete a view of your own")
    public void delete(@PathVariable String id, Caller caller) {
        PersonRef person = person(caller);
        UUID uuid = Ids.read("view", id);
        if (refuseOthers(person, uuid).isEmpty()) {
            throw Problem.notFound("view", id);
        }
        views.delete(person, uuid);
    }

    /** The person's view of that id, empty where there is none; another's is refused as far as it is to be seen. */
    private Optional<SavedView> refuseOthers(PersonRef person, UUID id) {
        Optional<SavedView> kept = views.find(person, id);
        if (kept.isPresent() && !kept.get().belongsTo(person)) {
            throw kept.get().shared()
                    ? Problem.forbidden("Expected " + kept.get().owner() + ", whose view it is, but you are "
                            + person.id() + ". Save one of your own under another id.")
                    : Problem.notFound("view", id);
        }
        return kept;
    }

    private static PersonRef person(Caller caller) {
        if (caller.person() == null) {
            throw Problem.forbidden("Expected a person, or a token that acts for one, but this token acts for nobody.");
        }
        return caller.person();
    }

    private static UUID read(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("id", "Expected a UUID that you make, such as 01980f6e-7c3a-7d52-9a44-3f1b7a8c0d11.");
        }
    }
}
