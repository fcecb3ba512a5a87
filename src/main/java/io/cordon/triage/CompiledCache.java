package io.cordon.triage;

import io.cordon.api.Sha256;
import io.cordon.triage.fact.AlertFact;
import io.cordon.triage.fact.AssetFact;
import io.cordon.triage.fact.ContractFact;
import io.cordon.triage.fact.HistoryFact;
import io.cordon.triage.fact.Recommendation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiled rules from an earlier start, by what they were compiled from. In the data folder, which is trusted like
 * the jar: who can write there holds the database and its secrets too.
 */
final class CompiledCache {

    private static final Logger LOG = LoggerFactory.getLogger(CompiledCache.class);
    private static final List<Class<?>> FACTS =
            List.of(AlertFact.class, AssetFact.class, ContractFact.class, HistoryFact.class, Recommendation.class);

    private final Path folder;

    CompiledCache(Path folder) {
        this.folder = folder;
    }

    /** What these files were compiled to; null where that is not known any more. */
    @Nullable
    CompiledRules find(SortedMap<String, String> files) {
        try {
            Path file = file(files);
            return Files.exists(file) ? CompiledRules.readFrom(file) : null;
        } catch (IOException e) {
            LOG.warn("Expected to read the compiled rules of an earlier start, but: {}; compiling again", e.toString());
            return null;
        }
    }

    /** Keeps the newest only. */
    void keep(SortedMap<String, String> files, CompiledRules rules) {
        try {
            Path kept = file(files);
            if (Files.exists(kept)) {
                return;
            }
            Files.createDirectories(folder);
            rules.writeTo(kept);
            try (var older = Files.newDirectoryStream(folder, "*.rules")) {
                for (Path file : older) {
                    if (!file.equals(kept)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("Expected to keep the compiled rules for the next start, but: {}", e.toString());
        }
    }

    // NB: the facts' own class files are part of the key: compiled rules of another Cordon must not be loaded.
    private Path file(SortedMap<String, String> files) throws IOException {
        MessageDigest digest = Sha256.digest();
        digest.update(RuleFolder.hash(files).getBytes(StandardCharsets.US_ASCII));
        for (Class<?> fact : FACTS) {
            try (InputStream bytes = fact.getResourceAsStream(fact.getSimpleName() + ".class")) {
                if (bytes == null) {
                    throw new IOException("Expected the class file of " + fact.getName());
                }
                digest.update(bytes.readAllBytes());
            }
        }
        String drools = String.valueOf(KieServices.class.getPackage().getImplementationVersion());
        digest.update(drools.getBytes(StandardCharsets.US_ASCII));
        return folder.resolve(HexFormat.of().formatHex(digest.digest(), 0, 16) + ".rules");
    }
}
