package io.cordon.triage;

import io.cordon.storage.DataFolder;
import io.cordon.storage.FolderWatch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The rules that are in force now, read from the operator's disk at start and when a file changes. Reading begins
 * with the bean, beside the rest of the start, which waits for it at its end.
 */
@Component
class Rulebook implements SmartInitializingSingleton, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rulebook.class);

    private final RuleFolder folder;
    private final FolderWatch watch;
    private final CompletableFuture<RuleFolder.Edition> first;
    private volatile CompletableFuture<RuleFolder.Edition> edition;

    Rulebook(@Value("${cordon.rules-dir}") String rules, DataFolder data, MeterRegistry meters) {
        this.folder = new RuleFolder(Path.of(rules, "triage"), data.path().resolve("rules"));
        this.first = new CompletableFuture<>();
        this.edition = first;
        this.watch = FolderWatch.start(folder.path(), this::readAgain);
        Thread.ofPlatform().daemon().name("rules").start(this::readFirst);
        Gauge.builder("cordon.triage.rules", this, book -> book.rules().rules().size())
                .description("Rules in force")
                .register(meters);
        Gauge.builder(
                        "cordon.triage.refused.files",
                        this,
                        book -> book.refused().size())
                .description("Rule files that do not compile")
                .register(meters);
    }

    /** The rules in force; waits for the first reading. */
    RuleSet rules() {
        return edition.join().rules();
    }

    /** What is wrong with files on the disk; empty where all of them are in force. */
    List<RefusedFile> refused() {
        return edition.join().refused();
    }

    @Override
    public void afterSingletonsInstantiated() {
        first.join();
    }

    private void readFirst() {
        try {
            first.complete(tell(folder.read(RuleFolder.Edition.EMPTY)));
        } catch (IOException | RuntimeException e) {
            first.completeExceptionally(new IllegalStateException("Expected to read the rules in " + folder.path(), e));
        }
    }

    private void readAgain() {
        try {
            RuleFolder.Edition before = edition.join();
            edition = CompletableFuture.completedFuture(tell(folder.read(before)));
        } catch (IOException e) {
            LOG.error("Expected to read the rules in {} again, but: {}", folder.path(), e.toString());
        }
    }

    private RuleFolder.Edition tell(RuleFolder.Edition read) {
        read.refused().forEach(file -> LOG.error("Refused rule file {}", file));
        LOG.info(
                "{} rules in force from {}, version {}",
                read.rules().rules().size(),
                folder.path(),
                read.rules().version());
        return read;
    }

    @Override
    public void close() {
        watch.close();
    }
}
