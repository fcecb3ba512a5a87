package io.cordon.organisation;

import io.cordon.api.Finding;
import io.cordon.tenancy.Party;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The document {@code raci}: for each function, which party does it, answers for it, is asked, is told. */
record Raci(List<Row> functions) implements Document {

    /** The published matrix, with the gaps it really has; see {@link #PROPOSALS} for what would fill them. */
    static final Raci USUAL = new Raci(List.of(
            new Row("monitoring", "I", "RA"),
            new Row("vulnerability-scanning", "C", "R"),
            new Row("patch-deployment", "R", "C"),
            new Row("maturity-assessment", "C", "R"),
            new Row("incident-response-first-line", "R", "C"),
            new Row("incident-response-deep-analysis", "C", "R"),
            new Row("awareness-training", "C", "R"),
            new Row("policy-development", "RA", "C"),
            new Row("board-reporting", "R", "C"),
            new Row("tool-procurement", "A", "C")));

    private static final Map<String, Row> PROPOSALS = byFunction(List.of(
            new Row("monitoring", "I", "RA"),
            new Row("vulnerability-scanning", "C", "RA"),
            new Row("patch-deployment", "RA", "C"),
            new Row("maturity-assessment", "C", "RA"),
            new Row("incident-response-first-line", "RA", "C"),
            new Row("incident-response-deep-analysis", "C", "RA"),
            new Row("awareness-training", "C", "RA"),
            new Row("policy-development", "RA", "C"),
            new Row("board-reporting", "RA", "C"),
            new Row("tool-procurement", "RA", "C"),
            new Row("containment-approval", "RA", "C"),
            new Row("stakeholder-communication", "RA", "C"),
            new Row("forensic-investigation", "C", "RA"),
            new Row("recovery", "RA", "C"),
            new Row("regulator-notification", "RA", "C"),
            new Row("post-incident-report", "I", "RA"),
            new Row("lessons-learned", "RA", "C")));

    private static final Pattern FUNCTION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final String REPORT = "post-incident-report";

    /** What a party is for a function. */
    enum Part {
        R,
        A,
        C,
        I
    }

    /** One function; the letters of a party in the order R, A, C, I, empty for no part in it. */
    record Row(String function, String client, String provider) {

        boolean is(Party party, Part part) {
            return (party == Party.CLIENT ? client : provider).contains(part.name());
        }

        /** The one party, or the Accountable one of two, or the provider, whose shift never ends. */
        Optional<Party> party(Part part) {
            boolean ofClient = is(Party.CLIENT, part);
            boolean ofProvider = is(Party.PROVIDER, part);
            if (ofClient && ofProvider) {
                return Optional.of(is(Party.CLIENT, Part.A) ? Party.CLIENT : Party.PROVIDER);
            }
            return ofClient ? Optional.of(Party.CLIENT) : ofProvider ? Optional.of(Party.PROVIDER) : Optional.empty();
        }
    }

    static Raci read(JsonNode document, List<Finding> findings) {
        Fields fields = Fields.of(document, findings);
        Set<String> seen = new HashSet<>();
        List<Row> rows = fields.objects("functions", row -> row(row, seen));
        fields.alsoKnown(Stored.ENVELOPE);
        fields.alsoKnown("gaps");
        fields.nothingElse();
        return new Raci(rows);
    }

    Optional<Row> row(String function) {
        return functions.stream().filter(row -> row.function().equals(function)).findFirst();
    }

    /** What nobody does and what nobody answers for, among the known functions and the organisation's own. */
    List<Gap> gaps() {
        Map<String, Row> rows = new LinkedHashMap<>(byFunction(functions));
        PROPOSALS.keySet().forEach(function -> rows.putIfAbsent(function, new Row(function, "", "")));
        List<Gap> gaps = new ArrayList<>();
        for (Row row : rows.values()) {
            if (row.party(Part.A).isEmpty()) {
                gaps.add(gap(row, "accountable", "Nobody answers for " + row.function() + "."));
            }
            if (row.party(Part.R).isEmpty()) {
                gaps.add(gap(row, "responsible", "Nobody does " + row.function() + "."));
            }
            if (row.function().equals(REPORT) && row.party(Part.I).isEmpty()) {
                gaps.add(gap(
                        row,
                        "informed",
                        "Nobody is Informed by " + REPORT + ": the report of an incident reaches "
                                + (row.party(Part.A).isEmpty() ? "nobody." : "only who answers for it.")));
            }
        }
        return gaps;
    }

    private static Gap gap(Row row, String missing, String text) {
        Row proposal = PROPOSALS.getOrDefault(row.function(), completed(row));
        return new Gap(
                "raci",
                row.function(),
                missing,
                text + " Proposed: client " + shown(proposal.client()) + ", provider " + shown(proposal.provider())
                        + ".",
                proposal,
                Map.of());
    }

    // Who does it should answer for it, and the other way round.
    private static Row completed(Row row) {
        Party party = row.party(Part.R).or(() -> row.party(Part.A)).orElse(Party.PROVIDER);
        return party == Party.CLIENT
                ? new Row(row.function(), "RA", row.provider().replace("R", "C"))
                : new Row(row.function(), row.client().replace("R", "C"), "RA");
    }

    private static String shown(String letters) {
        return letters.isEmpty() ? "nothing" : letters;
    }

    private static Row row(Fields row, Set<String> seen) {
        String function = row.text("function", 63);
        if (!function.isEmpty() && !FUNCTION.matcher(function).matches()) {
            row.finding(
                    "function",
                    "Expected a function id in lower case with hyphens, such as forensic-investigation, but got '"
                            + function + "'.");
        }
        if (!function.isEmpty() && !seen.add(function)) {
            row.finding("function", "Expected every function once, but '" + function + "' stands here a second time.");
        }
        Row read = new Row(function, letters(row, "client"), letters(row, "provider"));
        if (read.is(Party.CLIENT, Part.A) && read.is(Party.PROVIDER, Part.A)) {
            row.finding(
                    "provider",
                    "Expected exactly one party Accountable for " + function
                            + ", but client and provider both are: take the A from one of them.");
        }
        return read;
    }

    private static String letters(Fields row, String party) {
        String written = row.optionalText(party, 20);
        if (written == null) {
            return "";
        }
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (char letter : written.replaceAll("[ ,/]", "")
                .toUpperCase(java.util.Locale.ROOT)
                .toCharArray()) {
            Part part = part(letter);
            if (part == null) {
                row.finding(party, "Expected letters of R, A, C and I, such as \"RA\", but got '" + written + "'.");
                return "";
            }
            if (!parts.add(part)) {
                row.finding(party, "Expected every letter once, but got '" + written + "'.");
                return "";
            }
        }
        return parts.stream().map(Part::name).collect(Collectors.joining());
    }

    private static @Nullable Part part(char letter) {
        for (Part part : Part.values()) {
            if (part.name().charAt(0) == letter) {
                return part;
            }
        }
        return null;
    }

    private static Map<String, Row> byFunction(List<Row> rows) {
        Map<String, Row> map = new LinkedHashMap<>();
        rows.forEach(row -> map.put(row.function(), row));
        return map;
    }
}
