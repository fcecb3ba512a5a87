package io.cordon.alert.reading;

import io.cordon.alert.AlertReader;
import io.cordon.alert.Entities;
import io.cordon.alert.EntityKind;
import io.cordon.alert.ReadAlert;
import io.cordon.alert.Reading;
import io.cordon.api.Finding;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.organisation.Severity;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/sources")
@Tag(name = "Sources", description = "How products' alerts are read")
class SourceController {

    private static final int MOST_ITEMS = 50;

    private final SourceMappings mappings;
    private final AlertReader reader;
    private final JdbcClient jdbc;
    private final Clock clock;

    SourceController(SourceMappings mappings, AlertReader reader, JdbcClient jdbc, Clock clock) {
        this.mappings = mappings;
        this.reader = reader;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A source.
     *
     * @param inForce false where its file was broken from the start, so that nothing is read by it
     * @param findings what is wrong with its file now; what ran before keeps running
     * @param lastSeen of the organisations the caller reaches, to the minute
     */
    record SourceView(
            String source,
            String about,
            String kind,
            @Nullable Duration window,
            boolean inForce,
            List<Finding> findings,
            @Nullable Instant lastSeen) {}

    /**
     * A try.
     *
     * @param source a mapping's name; {@code auto} where it is missing
     * @param payload JSON, or a text with whatever a product sends
     */
    record Trial(
            @Nullable String source,
            @Nullable String contentType,
            @Nullable JsonNode payload) {}

    /**
     * What became of one item of a try.
     *
     * @param alert null where it was rejected
     * @param unread the fields whose value is nowhere in the alert
     */
    record TrialItem(
            int index,
            @Nullable NormalForm alert,
            List<String> unread,
            @Nullable String error) {}

    record TrialResult(List<TrialItem> results) {}

    /** The normal form, before anybody has decided what it means. */
    record NormalForm(
            String source,
            @Nullable String sourceId,
            String kind,
            String title,
            String text,
            @Nullable String signature,
            Set<String> signals,
            Instant time,
            Severity severity,
            Set<String> techniques,
            Map<String, List<String>> entities,
            Set<String> attackers,
            Set<String> targets,
            String state,
            boolean blocked,
            Map<String, String> attributes,
            List<String> identity) {

        static NormalForm of(ReadAlert alert) {
            return new NormalForm(
                    alert.source(),
                    alert.sourceId(),
                    alert.kind(),
                    alert.title(),
                    alert.text(),
                    alert.signature(),
                    alert.signals(),
                    alert.time(),
                    alert.severity(),
                    alert.techniques(),
                    lists(alert.entities()),
                    alert.attackers(),
                    alert.targets(),
                    alert.state().name().toLowerCase(Locale.ROOT),
                    alert.blocked(),
                    alert.attributes(),
                    alert.identity());
        }

        private static Map<String, List<String>> lists(Entities entities) {
            Map<String, List<String>> lists = new LinkedHashMap<>();
            for (EntityKind kind : EntityKind.values()) {
                lists.put(kind.plural(), entities.of(kind));
            }
            return lists;
        }
    }

    @GetMapping
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Transactional(readOnly = true)
    @Operation(summary = "The source mappings, what is wrong with their files, and when each source was last heard")
    public Page<SourceView> list(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        Map<String, Instant> lastSeen = lastSeen();
        SourceMappings.InForce inForce = mappings.current();
        Set<String> names = new TreeSet<>(inForce.byName().keySet());
        inForce.findings().keySet().forEach(file -> names.add(file.replace(".yaml", "")));
        List<SourceView> views = names.stream()
                .map(name -> view(
                        name,
                        inForce.byName().get(name),
                        inForce.findings().getOrDefault(name + ".yaml", List.of()),
                        lastSeen.get(name)))
                .toList();
        return Page.whole(views, limit, cursor);
    }

    @PostMapping("/test")
    @Allowed({Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.ADMIN})
    @Operation(
            summary = "Shows what a mapping makes of a payload; nothing is stored",
            description = "{\"source\":\"auto\",\"payload\":{…}}, or the payload as a text. 'unread' names the fields "
                    + "whose value is nowhere in the alert.")
    public TrialResult tryOut(@RequestBody Trial trial) {
        JsonNode payload = trial.payload();
        if (payload == null || payload.isNull()) {
            throw Problem.invalid("payload", "Expected a payload, as JSON or as a text, but there is none.");
        }
        byte[] body =
                (payload.isString() ? payload.stringValue() : payload.toString()).getBytes(StandardCharsets.UTF_8);
        String source = trial.source() == null ? AlertReader.AUTO : trial.source();
        return switch (reader.read(source, trial.contentType(), body, clock.instant())) {
            case Reading.Refused refused ->
                throw Problem.invalid(
                        refused.reason() == Reading.Reason.UNKNOWN_SOURCE ? "source" : "payload", refused.detail());
            case Reading.Items items ->
                new TrialResult(items.items().stream()
                        .limit(MOST_ITEMS)
                        .map(SourceController::result)
                        .toList());
        };
    }

    private static TrialItem result(Reading.Item item) {
        return switch (item) {
            case Reading.Rejected rejected -> new TrialItem(rejected.index(), null, List.of(), rejected.reason());
            case Reading.Read read ->
                new TrialItem(read.index(), NormalForm.of(read.alert()), unread(read.alert()), null);
        };
    }

    private static List<String> unread(ReadAlert alert) {
        List<String> unread = new ArrayList<>();
        try {
            String all = NormalForm.of(alert).toString().toLowerCase(Locale.ROOT);
            Leaves.each(StrictJson.object(alert.raw()), (path, value) -> {
                if (!all.contains(value.toLowerCase(Locale.ROOT))) {
                    unread.add(path);
                }
            });
        } catch (Unreadable e) {
            // A line of text has no fields.
        }
        return unread.stream().distinct().toList();
    }

    private static SourceView view(
            String name, @Nullable Mapping mapping, List<Finding> findings, @Nullable Instant lastSeen) {
        return mapping == null
                ? new SourceView(name, "", "other", null, false, findings, lastSeen)
                : new SourceView(name, mapping.about(), mapping.kind(), mapping.window(), true, findings, lastSeen);
    }

    private Map<String, Instant> lastSeen() {
        Map<String, Instant> lastSeen = new HashMap<>();
        jdbc.sql("select source, max(last_seen) as last_seen from alert_source group by source")
                .query((row, number) -> lastSeen.put(
                        row.getString("source"),
                        row.getObject("last_seen", OffsetDateTime.class).toInstant()))
                .list();
        return lastSeen;
    }
}
