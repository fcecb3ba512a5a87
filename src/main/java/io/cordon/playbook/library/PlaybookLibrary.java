package io.cordon.playbook.library;

import io.cordon.BackgroundWork;
import io.cordon.playbook.Step;
import io.cordon.playbook.engine.Deployed;
import io.cordon.playbook.engine.Engine;
import io.cordon.playbook.gate.GateFinding;
import io.cordon.playbook.gate.Outline;
import io.cordon.playbook.gate.PlaybookGate;
import io.cordon.storage.FolderWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The operator's folder of playbooks: {@code <key>/<key>.bpmn}. Read at start and when it changes; a file that is
 * refused changes nothing about what ran before.
 */
@Component
class PlaybookLibrary implements BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(PlaybookLibrary.class);
    private static final int MORE_THAN_ANY_PLAYBOOK = 600 * 1024;

    private final Path folder;
    private final Engine engine;
    private final PlaybookGate gate;
    private volatile Map<String, List<GateFinding>> refused = Map.of();
    private @Nullable FolderWatch watch;

    /** NB: a text, not a Path: Spring would look for a path on the class path first. */
    PlaybookLibrary(@Value("${cordon.playbooks-dir:playbooks}") String folder, Engine engine, List<Step> steps) {
        this.folder = Path.of(folder);
        this.engine = engine;
        this.gate = new PlaybookGate(steps.stream().map(Step::name).collect(Collectors.toSet()));
    }

    /** The files that were refused when the folder was last read, by key, and why. */
    Map<String, List<GateFinding>> refused() {
        return refused;
    }

    /** The page beside a playbook's file, as it is on the disk now; empty where there is none. */
    Optional<byte[]> about(String key) {
        // NB: only for keys of known playbooks: any other text could be a way out of the folder.
        Path page = folder.resolve(key).resolve(key + ".md");
        if (!Files.isRegularFile(page)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(page)) {
            return Optional.of(in.readNBytes(MORE_THAN_ANY_PLAYBOOK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Candidate(String key, byte[] bytes, Outline outline) {}

    /** Deploys what is new or changed, and refuses what is not right, file by file. */
    synchronized void read() {
        Map<String, List<GateFinding>> findings = new TreeMap<>();
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Path> files = new TreeMap<>();
        for (Path file : files()) {
            String key = String.valueOf(file.getFileName()).replaceFirst("\\.bpmn$", "");
            Path other = files.putIfAbsent(key, file);
            if (other == null) {
                check(key, file, candidates, findings);
            } else {
                findings.put(
                        key,
                        List.of(new GateFinding(
                                key,
                                1,
                                "Expected one file of this name, but there is " + other + " and " + file
                                        + "; which of them is meant cannot be told")));
            }
        }
        refuseMissingCalls(candidates, findings);
        for (Candidate candidate : candidates) {
            if (!findings.containsKey(candidate.key())) {
                Engine.Deployment deployment = engine.deploy(candidate.key(), candidate.bytes());
                if (deployment.deployed() == null) {
                    findings.put(candidate.key(), deployment.findings());
                }
            }
        }
        findings.forEach((key, all) -> all.forEach(finding ->
                LOG.error("Playbook {} is refused, what ran before keeps running: {}", files.get(key), finding)));
        refused = Map.copyOf(findings);
        LOG.info("Playbooks of {}: {} files read, {} refused", folder, files.size(), findings.size());
    }

    private void check(String key, Path file, List<Candidate> candidates, Map<String, List<GateFinding>> findings) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MORE_THAN_ANY_PLAYBOOK);
        } catch (IOException e) {
            findings.put(key, List.of(new GateFinding(null, 0, "Expected to read the file, but: " + e.getMessage())));
            return;
        }
        PlaybookGate.Decision decision = gate.check(bytes);
        Outline outline = decision.outline();
        if (outline == null) {
            findings.put(key, decision.findings());
        } else if (!outline.key().equals(key)) {
            findings.put(
                    key,
                    List.of(new GateFinding(
                            outline.key(),
                            1,
                            "Expected the process id to be that of its folder and file, '" + key + "', but it is '"
                                    + outline.key() + "'")));
        } else {
            candidates.add(new Candidate(key, bytes, outline));
        }
    }

    /** What is called must be there: in this folder, or running from before. */
    private void refuseMissingCalls(List<Candidate> candidates, Map<String, List<GateFinding>> findings) {
        Set<String> known =
                new HashSet<>(engine.newest().stream().map(Deployed::key).collect(Collectors.toSet()));
        candidates.forEach(candidate -> known.add(candidate.key()));
        for (Candidate candidate : candidates) {
            List<GateFinding> missing = candidate.outline().calls().stream()
                    .filter(called -> !known.contains(called))
                    .sorted()
                    .map(called -> new GateFinding(
                            candidate.key(),
                            1,
                            "Expected the playbook '" + called + "' that this one calls to be there"))
                    .toList();
            if (!missing.isEmpty()) {
                findings.put(candidate.key(), missing);
            }
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            LOG.warn(
                    "There is no folder of playbooks at {}; only what was deployed before can run.",
                    folder.toAbsolutePath());
            return List.of();
        }
        try (var found = Files.find(folder, 2, (file, attributes) -> attributes.isRegularFile())) {
            return found.filter(file -> String.valueOf(file.getFileName()).endsWith(".bpmn"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int getPhase() {
        return PREPARES;
    }

    @Override
    public void start() {
        watch = FolderWatch.start(folder, this::read);
        read();
    }

    @Override
    public void stop() {
        FolderWatch watching = watch;
        if (watching != null) {
            watching.close();
            watch = null;
        }
    }

    @Override
    public boolean isRunning() {
        return watch != null;
    }
}
