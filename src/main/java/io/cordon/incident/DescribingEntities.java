package io.cordon.incident;

import io.cordon.alert.EntityKind;
import io.cordon.alert.EntityRef;
import io.cordon.alert.EntitySightings;
import io.cordon.alert.EntitySightings.Sighting;
import io.cordon.api.Cursor;
import io.cordon.api.Page;
import io.cordon.incident.IncidentEntities.Seen;
import io.cordon.response.KnownTargets;
import io.cordon.response.Verb.TargetKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of what an incident names all that is known of it. */
@Component
class DescribingEntities {

    private static final Duration LATELY = Duration.ofDays(30);

    private final IncidentEntities entities;
    private final EntitySightings sightings;
    private final KnownTargets targets;
    private final Clock clock;

    DescribingEntities(IncidentEntities entities, EntitySightings sightings, KnownTargets targets, Clock clock) {
        this.entities = entities;
        this.sightings = sightings;
        this.targets = targets;
        this.clock = clock;
    }

    Page<EntityView> of(Incident incident, @Nullable Integer limit, @Nullable String cursor) {
        Page<Seen> page = Page.whole(entities.of(incident.organisation(), incident.id()), Cursor.limit(limit), cursor);
        Instant since = clock.instant().minus(LATELY);
        List<EntityRef> refs =
                page.items().stream().map(DescribingEntities::ref).toList();
        Map<EntityRef, Sighting> alerts = sightings.since(incident.organisation(), refs, since);
        Map<EntityRef, Integer> incidents = entities.incidentsNaming(incident.organisation(), refs, since);
        Map<KnownTargets.Named, KnownTargets.Known> known = targets.of(
                incident.organisation(),
                incident.id(),
                page.items().stream()
                        .flatMap(seen -> target(seen).stream())
                        .distinct()
                        .toList());
        return page.map(seen -> view(seen, alerts, incidents, known));
    }

    private static EntityView view(
            Seen seen,
            Map<EntityRef, Sighting> alerts,
            Map<EntityRef, Integer> incidents,
            Map<KnownTargets.Named, KnownTargets.Known> known) {
        NamedEntity entity = seen.entity();
        Sighting sighting = alerts.getOrDefault(ref(seen), new Sighting(0, null, null));
        KnownTargets.Known target = target(seen).map(known::get).orElse(new KnownTargets.Known(null, null, List.of()));
        return new EntityView(
                entity.kind(),
                entity.value(),
                entity.role() == NamedEntity.Role.NAMED ? "seen" : entity.role().id(),
                target.asset(),
                target.protectedBy(),
                sighting.alerts(),
                incidents.getOrDefault(ref(seen), 0),
                sighting.first() == null ? seen.since() : sighting.first(),
                sighting.last() == null ? seen.since() : sighting.last(),
                target.actions());
    }

    private static EntityRef ref(Seen seen) {
        return new EntityRef(seen.entity().kind(), seen.entity().value());
    }

    /** Empty for what no action is aimed at. */
    private static Optional<KnownTargets.Named> target(Seen seen) {
        return kind(seen.entity().kind())
                .map(kind -> new KnownTargets.Named(kind, seen.entity().value()));
    }

    private static Optional<TargetKind> kind(EntityKind kind) {
        return switch (kind) {
            case HOST -> Optional.of(TargetKind.HOST);
            case USER -> Optional.of(TargetKind.USER);
            case IP -> Optional.of(TargetKind.IP);
            case DOMAIN -> Optional.of(TargetKind.DOMAIN);
            case URL -> Optional.of(TargetKind.URL);
            case FILE, HASH -> Optional.of(TargetKind.FILE);
            case PROCESS -> Optional.of(TargetKind.PROCESS);
            case EMAIL -> Optional.of(TargetKind.EMAIL);
        };
    }
}
