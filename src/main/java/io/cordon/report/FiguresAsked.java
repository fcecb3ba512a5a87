package io.cordon.report;

import io.cordon.api.Days;
import io.cordon.api.Days.Stretch;
import io.cordon.report.Figures.Day;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Of which organisations and which span figures are to be.
 *
 * @param organisations empty for all that the transaction acts for
 * @param examples whether those of example clients count; null where that is not said
 * @param zone in which days begin
 */
record FiguresAsked(
        List<OrganisationId> organisations,
        @Nullable Boolean examples,
        Instant from,
        Instant to,
        ZoneId zone,
        Instant asOf) {

    List<Stretch> days() {
        return Days.between(from, to, zone);
    }

    /**
     * Every day of the span.
     *
     * @param counts by the place of the day among {@link #days}, from 1 on as {@code width_bucket} counts; none is 0
     */
    List<Day> perDay(Map<Integer, Long> counts) {
        List<Stretch> days = days();
        return IntStream.range(0, days.size())
                .mapToObj(i -> new Day(
                        days.get(i).day(),
                        counts.getOrDefault(i + 1, 0L),
                        filter(
                                "from",
                                days.get(i).from().toString(),
                                "to",
                                days.get(i).to().toString())))
                .toList();
    }

    String[] organisationIds() {
        return organisations.stream().map(OrganisationId::value).toArray(String[]::new);
    }

    /** The parameters of a list: the organisations, whether examples count, and these pairs of a name and a value. */
    Map<String, String> filter(String... pairs) {
        Map<String, String> filter = new LinkedHashMap<>();
        if (!organisations.isEmpty()) {
            filter.put("organisation", String.join(",", organisationIds()));
        }
        if (examples != null) {
            filter.put("examples", examples.toString());
        }
        for (int i = 0; i < pairs.length; i += 2) {
            filter.put(pairs[i], pairs[i + 1]);
        }
        return filter;
    }

    /** The same, of the whole span. */
    Map<String, String> filterOfSpan(String... pairs) {
        Map<String, String> filter = filter(pairs);
        filter.put("from", from.toString());
        filter.put("to", to.toString());
        return filter;
    }
}
