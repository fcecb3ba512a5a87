package io.cordon.organisation;

import static io.cordon.tenancy.Role.ADMIN;
import static io.cordon.tenancy.Role.AUDITOR;
import static io.cordon.tenancy.Role.ENGINEER;
import static io.cordon.tenancy.Role.LEAD;
import static io.cordon.tenancy.Role.RESPONDER;

import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.OrganisationId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organisations/{org}/{document}/versions")
@Tag(name = "contract")
class DocumentVersionController {

    private final Documents documents;

    DocumentVersionController(Documents documents) {
        this.documents = documents;
    }

    @GetMapping
    @Allowed({RESPONDER, LEAD, ENGINEER, AUDITOR, ADMIN})
    @Operation(summary = "Who changed a document when, newest first")
    Page<Documents.Change> versions(
            @PathVariable OrganisationId org,
            @PathVariable String document,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return Page.whole(documents.changes(org, kind(document)), limit, cursor);
    }

    @GetMapping("/{version}")
    @Allowed({RESPONDER, LEAD, ENGINEER, AUDITOR, ADMIN})
    @Operation(summary = "A document as it once stood")
    Stored<? extends Document> version(
            @PathVariable OrganisationId org, @PathVariable String document, @PathVariable int version) {
        return documents
                .version(org, kind(document), version)
                .orElseThrow(() -> Problem.notFound("version of " + document, version));
    }

    private static DocumentKind<?> kind(String document) {
        return DocumentKind.of(document).orElseThrow(() -> Problem.notFound("document", document));
    }
}
