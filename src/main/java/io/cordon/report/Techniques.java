package io.cordon.report;

import io.cordon.report.PostIncidentReport.Technique;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The techniques of MITRE ATT&CK for Enterprise: what they are called, and to which tactics they belong. */
@Component
class Techniques {

    private record Known(List<String> tactics, String name) {}

    private static final Known UNKNOWN = new Known(List.of(), "");

    private final Map<String, Known> known;

    Techniques() throws IOException {
        try (InputStream file = new ClassPathResource("report/techniques.csv").getInputStream()) {
            known = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", 3))
                    .collect(Collectors.toUnmodifiableMap(
                            parts -> parts[0], parts -> new Known(List.of(parts[1].split(" ")), parts[2])));
        }
    }

    List<Technique> named(List<String> ids) {
        return ids.stream().sorted().map(id -> new Technique(id, name(id))).toList();
    }

    /** A sub-technique with its parent's name in front; empty where we know none. */
    String name(String id) {
        String parent = isSub(id) ? of(parent(id)).name() : "";
        String own = of(id).name();
        return parent.isEmpty() || own.isEmpty() ? parent + own : parent + ": " + own;
    }

    /** Their short names, such as {@code initial-access}; of a sub-technique that we do not know, its parent's. */
    List<String> tactics(String id) {
        List<String> own = of(id).tactics();
        return own.isEmpty() && isSub(id) ? of(parent(id)).tactics() : own;
    }

    private Known of(String id) {
        return known.getOrDefault(id, UNKNOWN);
    }

    private static boolean isSub(String id) {
        return id.indexOf('.') > 0;
    }

    private static String parent(String id) {
        return id.substring(0, id.indexOf('.'));
    }
}
