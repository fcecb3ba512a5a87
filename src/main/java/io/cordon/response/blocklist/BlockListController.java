package io.cordon.response.blocklist;

import io.cordon.api.AnyQuery;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.response.Verb;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
@Tag(name = "Block lists", description = "Lists that firewalls pull: no credentials to any firewall are needed")
class BlockListController {

    private static final Logger log = LoggerFactory.getLogger(BlockListController.class);

    private final BlockLists lists;
    private final Pulls pulls;
    private final ActingFor actingFor;
    private final TransactionTemplate transactions;

    BlockListController(BlockLists lists, Pulls pulls, ActingFor actingFor, TransactionTemplate transactions) {
        this.lists = lists;
        this.pulls = pulls;
        this.actingFor = actingFor;
        this.transactions = transactions;
    }

    record HostedList(
            @Schema(example = "ip") String list,
            @Schema(description = "whose actions it serves") Verb verb,

            @Schema(description = "where firewalls pull it", example = "/edl/acme/ip.txt")
            String path,

            int entries,

            @Schema(description = "entries, and removals of entries, that no firewall has pulled yet")
            int unpulled,

            @Schema(description = "when a firewall pulled it last; null for never") @Nullable
            Instant pulledAt,

            @Schema(description = "with which token", example = "token:acme/edge") @Nullable
            String pulledBy) {}

    @GetMapping("/api/v1/organisations/{org}/block-lists")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "The hosted block lists, and when firewalls have pulled them",
            description = "Only what is pulled with a token of the role integration counts as pulled by a firewall.")
    Page<HostedList> hosted(
            @PathVariable OrganisationId org,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        List<HostedList> hosted = read(() -> pulls.standing(org)).stream()
                .map(standing -> new HostedList(
                        standing.list().id(),
                        standing.list().verb(),
                        standing.list().path(org),
                        standing.entries(),
                        standing.unpulled(),
                        standing.pulledAt(),
                        standing.pulledBy()))
                .toList();
        return Page.whole(hosted, limit, cursor);
    }

    @GetMapping("/edl/{org}/{list}.txt")
    @AnyQuery
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "A hosted block list: ip, domain or url, one entry a line",
            description =
                    "By HTTP basic (any user name, a token as the password) or bearer token. ETag and Last-Modified"
                            + " save the transfer where nothing has changed. With a token of the role integration it"
                            + " counts as pulled by a firewall, and the actions on it say so; whoever else reads it is"
                            + " none.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "text/plain",
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject("203.0.113.7\n198.51.100.23\n")))
    ResponseEntity<String> pull(
            @PathVariable String org, @PathVariable String list, Caller caller, WebRequest request, HttpMethod method) {
        if (!OrganisationId.isValid(org) || !caller.reaches(new OrganisationId(org))) {
            throw Problem.notFound("organisation", org);
        }
        OrganisationId organisation = new OrganisationId(org);
        BlockList wanted = BlockList.of(list).orElseThrow(() -> Problem.notFound("list", list));
        return actingFor.call(organisation, () -> {
            // NB: the version before the entries: what is told of the list is never newer than what it has.
            BlockLists.Version version = read(() -> lists.version(organisation, wanted));
            // Most pulls find nothing new, and a list may be long.
            boolean isKnown = isKnown(version, request);
            List<String> entries = isKnown ? List.of() : read(() -> lists.entries(organisation, wanted));
            if (method.equals(HttpMethod.GET) && isFirewall(caller)) {
                record(organisation, wanted, version.changes(), caller.name());
            }
            if (isKnown) {
                return ResponseEntity.status(HttpStatus.NOT_MODIFIED).build();
            }
            return answer(version, entries);
        });
    }

    /** A machine: people have other roles, and who signs in to the pages brings no token. */
    private static boolean isFirewall(Caller caller) {
        return caller.token() != null && caller.has(Role.INTEGRATION);
    }

    /** What cannot be recorded is pulled all the same: then the pages say less than there is, until the next pull. */
    private void record(OrganisationId organisation, BlockList list, long changes, String by) {
        try {
            transactions.executeWithoutResult(status -> pulls.record(organisation, list, changes, by));
        } catch (RuntimeException e) {
            // NB: whatever it is, and whoever threw it that heard of the pull.
            log.warn("Expected to record that {} was pulled, but that failed", list.path(organisation), e);
        }
    }

    private static String etag(BlockLists.Version version) {
        return "\"" + version.changes() + "\"";
    }

    /** Whether the firewall says that it has this version already. */
    private static boolean isKnown(BlockLists.Version version, WebRequest request) {
        Instant changedAt = version.changedAt();
        return changedAt == null
                ? request.checkNotModified(etag(version))
                : request.checkNotModified(etag(version), changedAt.toEpochMilli());
    }

    private static ResponseEntity<String> answer(BlockLists.Version version, List<String> entries) {
        Instant changedAt = version.changedAt();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .eTag(etag(version));
        if (changedAt != null) {
            answer.lastModified(changedAt);
        }
        return answer.body(entries.isEmpty() ? "" : String.join("\n", entries) + "\n");
    }

    private <T> T read(Supplier<T> query) {
        return Objects.requireNonNull(transactions.execute(status -> query.get()));
    }
}
