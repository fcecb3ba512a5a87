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

/** The names of MITRE ATT&CK techniques that people meet most. */
@Component
class Techniques {

    private final Map<String, String> names;

    Techniques() throws IOException {
        try (InputStream file = new ClassPathResource("report/techniques.csv").getInputStream()) {
            names = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", 2))
                    .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));
        }
    }

    List<Technique> named(List<String> ids) {
        return ids.stream().sorted().map(id -> new Technique(id, name(id))).toList();
    }

    /** A sub-technique with its parent's name in front; empty where we know none. */
    private String name(String id) {
        int dot = id.indexOf('.');
        String parent = dot < 0 ? "" : names.getOrDefault(id.substring(0, dot), "");
        String own = names.getOrDefault(id, "");
        return parent.isEmpty() || own.isEmpty() ? parent + own : parent + ": " + own;
    }
}
