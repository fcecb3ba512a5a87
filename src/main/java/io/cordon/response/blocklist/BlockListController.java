package io.cordon.response.blocklist;

import io.cordon.api.AnyQuery;
import io.cordon.api.Problem;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
@Tag(name = "Block lists", description = "Lists that firewalls pull: no credentials to any firewall are needed")
class BlockListController {

    private final BlockLists lists;
    private final ActingFor actingFor;
    private final TransactionTemplate transactions;

    BlockListController(BlockLists lists, ActingFor actingFor, TransactionTemplate transactions) {
        this.lists = lists;
        this.actingFor = actingFor;
        this.transactions = transactions;
    }

    @GetMapping("/edl/{org}/{list}.txt")
    @AnyQuery
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "A hosted block list: ip, domain or url, one entry a line",
            description =
                    "By HTTP basic (any user name, a token as the password) or bearer token. ETag and Last-Modified"
                            + " save the transfer where nothing has changed.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "text/plain",
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject("203.0.113.7\n198.51.100.23\n")))
    ResponseEntity<String> pull(
            @PathVariable String org, @PathVariable String list, Caller caller, WebRequest request) {
        if (!OrganisationId.isValid(org) || !caller.reaches(new OrganisationId(org))) {
            throw Problem.notFound("organisation", org);
        }
        OrganisationId organisation = new OrganisationId(org);
        BlockList wanted = BlockList.of(list).orElseThrow(() -> Problem.notFound("list", list));
        return actingFor.call(
                organisation,
                () -> Objects.requireNonNull(
                        transactions.execute(status -> answer(organisation, wanted, caller, request))));
    }

    private ResponseEntity<String> answer(
            OrganisationId organisation, BlockList list, Caller caller, WebRequest request) {
        Optional<BlockLists.Version> version = lists.version(organisation, list);
        lists.pulled(organisation, list, caller.name());
        String etag = "\"" + version.map(BlockLists.Version::changes).orElse(0L) + "\"";
        Instant changedAt = version.map(BlockLists.Version::changedAt).orElse(Instant.EPOCH);
        if (request.checkNotModified(etag, changedAt.toEpochMilli())) {
            return ResponseEntity.status(304).build();
        }
        List<String> entries = lists.entries(organisation, list);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .eTag(etag)
                .lastModified(changedAt)
                .body(entries.isEmpty() ? "" : String.join("\n", entries) + "\n");
    }
}
