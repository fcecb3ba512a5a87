package io.cordon.alert.reading;

import io.cordon.api.Finding;
import io.cordon.storage.FolderWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mappings that are in force, and what is wrong with the files that are not. */
@Component
class SourceMappings implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SourceMappings.class);

    private final Path folder;
    private final FolderWatch watch;
    private volatile InForce inForce = new InForce(Map.of(), Map.of());

    /**
     * @param byName every mapping, those first that ask most of an item before they take it for theirs
     * @param findings by file, of the files as they are now
     */
    record InForce(Map<String, Mapping> byName, Map<String, List<Finding>> findings) {}

    SourceMappings(@Value("${cordon.rules-dir}") String rules) {
        this.folder = Path.of(rules, "sources").toAbsolutePath().normalize();
        this.watch = FolderWatch.start(folder, this::readAgain);
        this.inForce = read(inForce);
    }

    @Nullable
    Mapping byName(String source) {
        return inForce.byName().get(source);
    }

    InForce current() {
        return inForce;
    }

    private void readAgain() {
        inForce = read(inForce);
        log.info("Read {} source mappings again from {}", inForce.byName().size(), folder);
    }

    /** A file that is broken now leaves its mapping as it was. */
    private InForce read(InForce before) {
        List<Mapping> mappings = new ArrayList<>();
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            MappingFile.Outcome outcome = read(file, name);
            Mapping mapping = outcome.mapping();
            if (mapping == null) {
                findings.put(name, outcome.findings());
                outcome.findings()
                        .forEach(finding -> log.error(
                                "Expected a source mapping in {}, but {}: {}",
                                folder,
                                finding.field(),
                                finding.message()));
                mapping = before.byName().get(name.substring(0, name.length() - ".yaml".length()));
            }
            if (mapping != null) {
                mappings.add(mapping);
            }
        }
        mappings.sort(
                Comparator.comparingInt((Mapping mapping) -> -mapping.when().size())
                        .thenComparing(Mapping::source));
        Map<String, Mapping> byName = new LinkedHashMap<>();
        mappings.forEach(mapping -> byName.put(mapping.source(), mapping));
        return new InForce(byName, findings);
    }

    private static MappingFile.Outcome read(Path file, String name) {
        try {
            return MappingFile.read(name, Files.readString(file));
        } catch (IOException e) {
            return new MappingFile.Outcome(
                    null, List.of(new Finding(name, "Expected to read the file, but: " + e.getMessage())));
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            log.error(
                    "Expected source mappings in {}, but there is no such folder: no alert can be read. "
                            + "Name the folder of rules with CORDON_RULES_DIR.",
                    folder);
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            log.error("Expected to list the source mappings in {}, but failed", folder, e);
            return List.of();
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
