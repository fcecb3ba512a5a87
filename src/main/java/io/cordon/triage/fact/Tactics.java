package io.cordon.triage.fact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which tactics of MITRE ATT&CK (Enterprise) a technique serves. */
final class Tactics {

    private static final Map<String, List<String>> BY_TECHNIQUE = read();

    private Tactics() {}

    /** The tactics that techniques or sub-techniques serve; ids that nobody knows serve none. */
    static Set<String> of(Collection<String> techniques) {
        Set<String> tactics = new TreeSet<>();
        for (String technique : techniques) {
            int dot = technique.indexOf('.');
            tactics.addAll(BY_TECHNIQUE.getOrDefault(dot < 0 ? technique : technique.substring(0, dot), List.of()));
        }
        return tactics;
    }

    private static Map<String, List<String>> read() {
        Map<String, List<String>> byTechnique = new HashMap<>();
        try (InputStream table = Tactics.class.getResourceAsStream("tactics.csv")) {
            if (table == null) {
                throw new IllegalStateException("Expected tactics.csv beside this class, but it is not there");
            }
            new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> {
                        int comma = line.indexOf(',');
                        for (String technique : line.substring(comma + 1).split(" ", -1)) {
                            byTechnique
                                    .computeIfAbsent(technique, t -> new ArrayList<>())
                                    .add(line.substring(0, comma));
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return byTechnique;
    }
}
