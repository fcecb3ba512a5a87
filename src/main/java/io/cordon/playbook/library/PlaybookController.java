package io.cordon.playbook.library;

import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.playbook.engine.Deployed;
import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.gate.GateFinding;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private final PlaybookLibrary library;
    private final Engine engine;
    private final JdbcClient jdbc;

    PlaybookController(PlaybookLibrary library, Engine engine, JdbcClient jdbc) {
        this.library = library;
        this.engine = engine;
        this.jdbc = jdbc;
    }

    /**
     * A playbook.
     *
     * @param version the newest version, null where none was ever accepted
     * @param running how many of the caller's organisations' incidents it works on now
     * @param findings why the file in the folder is refused, empty where it is not
     */
    record PlaybookView(
            @Schema(example = "ransomware") String key,
            @Nullable String name,
            @Nullable Integer version,
            @Nullable String versionTag,
            @Schema(allowableValues = {"active", "refused"}) String state,
            long running,
            List<GateFinding> findings) {}

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
            List<GateFinding> findings = refused.getOrDefault(playbook.key(), List.of());
            views.add(new PlaybookView(
                    playbook.key(),
                    playbook.name(),
                    playbook.version(),
                    playbook.versionTag(),
                    "active",
                    running.getOrDefault(playbook.key(), 0L),
                    findings));
        }
        Set<String> known = newest.stream().map(Deployed::key).collect(Collectors.toSet());
        refused.forEach((key, findings) -> {
            if (!known.contains(key)) {
                views.add(new PlaybookView(key, null, null, null, "refused", 0, findings));
            }
        });
        views.sort(Comparator.comparing(PlaybookView::key));
        return Page.whole(views, limit, cursor);
    }

    @GetMapping(path = "/{key}", produces = MediaType.APPLICATION_XML_VALUE)
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "A playbook's newest version as BPMN 2.0 XML")
    public ResponseEntity<byte[]> get(@PathVariable String key) {
        Deployed playbook = engine.newest(key).orElseThrow(() -> Problem.notFound("playbook", key));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(engine.source(playbook));
    }

    /** Row level security counts those of the caller's organisations. */
    private Map<String, Long> running() {
        return jdbc
                .sql("select playbook, count(*) as running from playbook_run where ended_at is null group by playbook")
                .query((row, number) -> Map.entry(row.getString("playbook"), row.getLong("running")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
