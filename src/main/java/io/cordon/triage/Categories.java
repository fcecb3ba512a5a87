package io.cordon.triage;

import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** What kinds of trouble there are, the one that matters most first, each with its playbook. */
final class Categories {

    /** What nobody has named. */
    static final String UNCLASSIFIED = "unclassified";

    /** What is nothing, and so never stands against a word that there is nothing to do. */
    static final String FALSE_ALARM = "false-alarm";

    static final String PERSON = "triage-by-a-person";

    private final Map<String, Line> lines;

    private record Line(int rank, String name, String playbook) {}

    private Categories(Map<String, Line> lines) {
        this.lines = lines;
    }

    /** Reads the lines {@code category,name,playbook} below a header. */
    static Categories read(String csv) throws IOException {
        Map<String, Line> lines = new LinkedHashMap<>();
        var format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .get();
        try (var parser = format.parse(new StringReader(csv))) {
            for (CSVRecord line : parser) {
                lines.put(line.get("category"), new Line(lines.size(), line.get("name"), line.get("playbook")));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("Expected the columns category, name and playbook, but: " + e.getMessage(), e);
        }
        return new Categories(lines);
    }

    static Categories none() {
        return new Categories(Map.of());
    }

    /** In the order of the file. */
    Set<String> ids() {
        return Collections.unmodifiableSet(lines.keySet());
    }

    boolean knows(String category) {
        return lines.containsKey(category);
    }

    /** Which of two wins: the one that stands first in the file; unknown ones come last, by their letters. */
    String worse(@Nullable String one, String other) {
        if (one == null) {
            return other;
        }
        int byRank = Integer.compare(rank(one), rank(other));
        return byRank < 0 || (byRank == 0 && one.compareTo(other) <= 0) ? one : other;
    }

    /** For people; the category itself where the file has no name for it. */
    String name(String category) {
        Line line = lines.get(category);
        return line == null ? category.replace('-', ' ') : line.name;
    }

    /** The playbook of an incident of that category; a person decides where the file has none. */
    String playbook(String category) {
        Line line = lines.get(category);
        return line == null ? PERSON : line.playbook;
    }

    int rank(String category) {
        Line line = lines.get(category);
        return line == null ? Integer.MAX_VALUE : line.rank;
    }
}
