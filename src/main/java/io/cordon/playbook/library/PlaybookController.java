package io.cordon.playbook.library;

import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.incident.IncidentBrief;
import io.cordon.incident.Incidents;
import io.cordon.playbook.engine.Deployed;
import io.cordon.playbook.engine.Drawing;
import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.engine.Versions;
import io.cordon.playbook.engine.Versions.Name;
import io.cordon.playbook.engine.Versions.Version;
import io.cordon.playbook.engine.Versions.Worked;
import io.cordon.playbook.gate.GateFinding;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.cordon.triage.PlaybookStarts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/playbooks")
@Tag(name = "Playbooks", description = "What is done about an incident")
class PlaybookController {

    private static final int MOST_RUNS = 100;

    private final PlaybookLibrary library;
    private final Engine engine;
    private final Versions versions;
    private final PlaybookStarts starts;
    private final Incidents incidents;

    PlaybookController(
            PlaybookLibrary library, Engine engine, Versions versions, PlaybookStarts starts, Incidents incidents) {
        this.library = library;
        this.engine = engine;
        this.versions = versions;
        this.starts = starts;
        this.incidents = incidents;
    }

    /**
     * A playbook.
     *
     * @param version the newest version, null where none was ever accepted
     * @param about its author's words in the diagram; empty for none
     * @param translations name and about in other languages: by language, then by field
     * @param categories the incidents that it is started for; empty where it is only called by others
     * @param running on how many incidents of the caller's organisations it works now, in whatever version, by itself or
     *     called by another
     * @param findings why the file in the folder is refused, empty where it is not
     */
    record PlaybookView(
            @Schema(example = "ransomware") String key,
            @Nullable String name,
            @Nullable Integer version,
            @Nullable String versionTag,
            @Schema(allowableValues = {"active", "refused"}) String state,
            String about,
            Map<String, Map<String, String>> translations,
            List<String> categories,
            long running,
            List<GateFinding> findings) {}

    /**
     * A version of a playbook.
     *
     * @param translations name and about in other languages: by language, then by field
     * @param deployedBy who brought it; null where it was read from the operator's folder
     * @param running on how many incidents of the caller's organisations it works now
     * @param inForce whether new incidents get it
     */
    @Schema(name = "PlaybookVersion")
    record VersionView(
            int version,
            @Nullable String versionTag,
            String name,
            Map<String, Map<String, String>> translations,
            Instant deployedAt,
            @Nullable String deployedBy,
            long running,
            boolean inForce) {}

    /**
     * One time that a playbook worked on an incident, by itself or called by another.
     *
     * @param endedAt null while it works
     */
    @Schema(name = "PlaybookRun")
    record RunView(
            IncidentBrief incident,
            int version,

            @Schema(
                    allowableValues = {"running", "stuck", "ended", "cancelled"},
                    description = "cancelled: it was ended before it came to its end")
            String state,

            Instant startedAt,
            @Nullable Instant endedAt) {}

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "The playbooks",
            description =
                    "A file in the folder that was refused shows with its findings; what was accepted before runs on.")
    @Transactional(readOnly = true)
    public Page<PlaybookView> list(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        Map<String, Long> running = running();
        Map<String, List<GateFinding>> refused = library.refused();
        List<PlaybookView> views = new ArrayList<>();
        List<Deployed> newest = engine.newest();
        for (Deployed playbook : newest) {
            Drawing drawing = versions.drawing(playbook.id());
            views.add(new PlaybookView(
                    playbook.key(),
                    playbook.name(),
                    playbook.version(),
                    playbook.versionTag(),
                    "active",
                    drawing.about(),
                    drawing.translations(),
                    starts.categoriesOf(playbook.key()),
                    running.getOrDefault(playbook.key(), 0L),
                    refused.getOrDefault(playbook.key(), List.of())));
        }
        Set<String> known = newest.stream().map(Deployed::key).collect(Collectors.toSet());
        refused.forEach((key, findings) -> {
            if (!known.contains(key)) {
                views.add(new PlaybookView(
                        key, null, null, null, "refused", "", Map.of(), starts.categoriesOf(key), 0, findings));
            }
        });
        views.sort(Comparator.comparing(PlaybookView::key));
        return Page.whole(views, limit, cursor);
    }

    @GetMapping(path = "/{key}", produces = MediaType.APPLICATION_XML_VALUE)
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "A playbook as BPMN 2.0 XML, in its newest version or the one that is asked for")
    public ResponseEntity<byte[]> get(
            @PathVariable String key,
            @Parameter(example = "1") @RequestParam(required = false) @Nullable Integer version) {
        Deployed playbook = (version == null ? engine.newest(key) : versions.find(key, version))
                .orElseThrow(() -> Problem.notFound("playbook", version == null ? key : key + " version " + version));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(engine.source(playbook));
    }

    @GetMapping("/{key}/versions")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "The versions of a playbook, newest first")
    @Transactional(readOnly = true)
    public Page<VersionView> versions(
            @PathVariable String key, @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        List<Version> all = versions.of(key);
        if (all.isEmpty()) {
            throw Problem.notFound("playbook", key);
        }
        Map<Name, Long> running = versions.running(ActingFor.current());
        int inForce = all.getFirst().playbook().version();
        return Page.whole(
                all.stream().map(version -> view(version, inForce, running)).toList(), limit, cursor);
    }

    @GetMapping(path = "/{key}/about", produces = MediaType.TEXT_MARKDOWN_VALUE)
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "The page about a playbook, as Markdown",
            description = "When it starts, what it changes, who approves, how to undo. 404 where nobody wrote one.")
    public ResponseEntity<byte[]> about(@PathVariable String key) {
        byte[] page = engine.newest(key)
                .flatMap(playbook -> library.about(playbook.key()))
                .orElseThrow(() -> Problem.notFound("page about the playbook", key));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_MARKDOWN, StandardCharsets.UTF_8))
                .body(page);
    }

    @GetMapping("/{key}/runs")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(
            summary = "On which incidents a playbook worked, newest first",
            description = "The newest 100 of the organisations in reach, in whatever version, by itself or called by"
                    + " another.")
    @Transactional(readOnly = true)
    public Page<RunView> runs(
            @PathVariable String key, @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        if (versions.of(key).isEmpty()) {
            throw Problem.notFound("playbook", key);
        }
        List<Worked> all = versions.worked(key, ActingFor.current(), MOST_RUNS);
        Map<UUID, IncidentBrief> of =
                incidents.briefly(all.stream().map(Worked::incident).collect(Collectors.toSet()));
        return Page.whole(
                all.stream()
                        .flatMap(run -> Optional.ofNullable(of.get(run.incident())).stream()
                                .map(incident -> new RunView(
                                        incident, run.version(), run.state(), run.startedAt(), run.endedAt())))
                        .toList(),
                limit,
                cursor);
    }

    private VersionView view(Version version, int inForce, Map<Name, Long> running) {
        Deployed playbook = version.playbook();
        return new VersionView(
                playbook.version(),
                playbook.versionTag(),
                playbook.name(),
                versions.drawing(playbook.id()).translations(),
                version.at(),
                null,
                running.getOrDefault(new Name(playbook.key(), playbook.version()), 0L),
                playbook.version() == inForce);
    }

    private Map<String, Long> running() {
        return versions.running(ActingFor.current()).entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().key(), Collectors.summingLong(Map.Entry::getValue)));
    }
}
