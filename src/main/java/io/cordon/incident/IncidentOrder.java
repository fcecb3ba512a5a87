package io.cordon.incident;

import io.cordon.api.Cursor;
import io.cordon.api.Filters;
import io.cordon.api.Place;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * One reading of a list in its order, from a place on.
 *
 * @param now the moment by which clocks are judged: that of the first page also for the further ones, or incidents would
 *     change places between them
 */
record IncidentOrder(IncidentSort sort, @Nullable Place behind, Instant now) {

    private static final String NONE = "infinity";

    private static final String DUE = "coalesce(" + IncidentConditions.NEXT_DUE + ", timestamptz 'infinity')";

    static IncidentOrder of(IncidentSort sort, @Nullable String cursor, Instant now) {
        Place behind = Place.read(cursor, sort.id());
        if (behind == null) {
            return new IncidentOrder(sort, null, now);
        }
        return switch (sort) {
            case NEWEST, OLDEST -> new IncidentOrder(sort, behind, now);
            case SEVERITY ->
                new IncidentOrder(sort, new Place(sort.id(), Integer.toString(behind.number()), behind.id()), now);
            case DUE -> due(behind);
        };
    }

    /** Its rank is when the first page was read, and when the clock of its last incident was due. */
    private static IncidentOrder due(Place behind) {
        String[] moments = behind.rank().split("/", -1);
        if (moments.length != 2) {
            throw Cursor.notOurs();
        }
        try {
            String due = moments[1].equals(NONE)
                    ? NONE
                    : Filters.readMoment(moments[1]).toString();
            return new IncidentOrder(
                    IncidentSort.DUE,
                    new Place(IncidentSort.DUE.id(), due, behind.id()),
                    Filters.readMoment(moments[0]));
        } catch (IllegalArgumentException e) {
            throw Cursor.notOurs();
        }
    }

    String condition() {
        if (behind == null) {
            return "";
        }
        return switch (sort) {
            case NEWEST -> " and i.id < :behind::uuid ";
            case OLDEST -> " and i.id > :behind::uuid ";
            case SEVERITY -> " and (severity_rank(i.severity), i.id) < (:rank::integer, :behind::uuid) ";
            case DUE ->
                " and (" + DUE + " > :rank::timestamptz or (" + DUE
                        + " = :rank::timestamptz and i.id < :behind::uuid)) ";
        };
    }

    String clause() {
        return switch (sort) {
            case NEWEST -> " order by i.id desc ";
            case OLDEST -> " order by i.id ";
            case SEVERITY -> " order by severity_rank(i.severity) desc, i.id desc ";
            case DUE -> " order by " + DUE + ", i.id desc ";
        };
    }

    StatementSpec bind(StatementSpec statement) {
        return statement
                .param("behind", behind == null ? null : behind.id().toString())
                .param("rank", behind == null ? null : behind.rank());
    }

    /** The cursor's key of an incident with that rank. */
    String key(@Nullable Instant due, int severity, UUID id) {
        String rank = switch (sort) {
            case NEWEST, OLDEST -> "";
            case SEVERITY -> Integer.toString(severity);
            case DUE -> now + "/" + (due == null ? NONE : due.toString());
        };
        return new Place(sort.id(), rank, id).key();
    }
}
