package io.cordon.triage;

import io.cordon.api.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the rules of a folder and keeps what the compiler made of them, which is the slow part of a start. */
final class RuleFolder {

    private static final Logger LOG = LoggerFactory.getLogger(RuleFolder.class);
    private static final String CATEGORIES = "categories.csv";

    private final Path path;
    private final CompiledCache cache;
    private final RuleCompiler compiler = new RuleCompiler();

    /**
     * One reading of the folder.
     *
     * @param files the text of every file in force, by name
     * @param refused files whose text on the disk is not in force; what they said before still is
     */
    record Edition(RuleSet rules, SortedMap<String, String> files, List<RefusedFile> refused) {

        static final Edition EMPTY = new Edition(
                RuleSet.of(new CompiledRules(Map.of(), List.of()), List.of(), Categories.none(), "none"),
                new TreeMap<>(),
                List.of());
    }

    RuleFolder(Path path, Path cache) {
        this.path = path.toAbsolutePath().normalize();
        this.cache = new CompiledCache(cache);
    }

    Path path() {
        return path;
    }

    /** Reads all files. A file that is refused keeps its former text, or is left out where it has none. */
    Edition read(Edition before) throws IOException {
        SortedMap<String, String> files = texts();
        // NB: first what has changed, each on its own, which takes a second; all of them together take many.
        // What others build on comes before them, so that a mistake in it is not told as theirs.
        List<RefusedFile> refused = new ArrayList<>();
        for (boolean shared : new boolean[] {true, false}) {
            List<RuleFile> changed = changed(files, before).stream()
                    .filter(file -> file.isShared() == shared)
                    .toList();
            List<RefusedFile> mistakes = compiler.refusedAlone(changed, rules(files));
            mistakes.stream().map(RefusedFile::file).distinct().forEach(name -> putBack(name, files, before));
            refused.addAll(mistakes);
        }
        if (files.equals(before.files) && !before.files.isEmpty()) {
            return new Edition(before.rules, before.files, List.copyOf(refused));
        }
        while (true) {
            Attempt attempt = attempt(files, before);
            if (attempt.mistakes.isEmpty() && attempt.rules != null) {
                return new Edition(attempt.rules, files, List.copyOf(refused));
            }
            refused.addAll(attempt.mistakes);
            boolean changed = false;
            for (String name :
                    attempt.mistakes.stream().map(RefusedFile::file).distinct().toList()) {
                changed |= putBack(name, files, before);
            }
            if (!changed) {
                // Cannot happen while refused files go back to what has been in force; the old set stays whole.
                return new Edition(before.rules, before.files, List.copyOf(refused));
            }
        }
    }

    /** The rules that differ from those in force; none where none are in force yet. */
    private static List<RuleFile> changed(SortedMap<String, String> files, Edition before) {
        return before.files.isEmpty()
                ? List.of()
                : rules(files).stream()
                        .filter(file -> !file.text().equals(before.files.get(file.name())))
                        .toList();
    }

    private static List<RuleFile> rules(SortedMap<String, String> files) {
        return files.entrySet().stream()
                .filter(each -> each.getKey().endsWith(RuleFile.ENDING))
                .map(each -> new RuleFile(each.getKey(), each.getValue()))
                .toList();
    }

    private static boolean putBack(String name, SortedMap<String, String> files, Edition before) {
        String now = files.get(name);
        String former = before.files.get(name);
        if (now == null) {
            return false;
        }
        if (former == null || former.equals(now)) {
            files.remove(name);
        } else {
            files.put(name, former);
        }
        return true;
    }

    /** @param rules null where there are mistakes */
    private record Attempt(@Nullable RuleSet rules, List<RefusedFile> mistakes) {}

    private Attempt attempt(SortedMap<String, String> files, Edition before) throws IOException {
        List<RuleFile> rules = rules(files);
        Categories categories;
        try {
            categories = Categories.read(files.getOrDefault(CATEGORIES, ""));
        } catch (IOException e) {
            return new Attempt(null, List.of(new RefusedFile(CATEGORIES, 1, String.valueOf(e.getMessage()))));
        }
        List<RefusedFile> unknown = unknownCategories(rules, categories, files, before);
        if (!unknown.isEmpty()) {
            return new Attempt(null, unknown);
        }
        CompiledRules compiled = cache.find(files);
        if (compiled == null) {
            switch (compiler.compile(rules)) {
                case RuleCompiler.Outcome.Refused(List<RefusedFile> mistakes) -> {
                    return new Attempt(null, mistakes);
                }
                case RuleCompiler.Outcome.Compiled(CompiledRules fresh) -> compiled = fresh;
            }
        }
        RuleSet set = RuleSet.of(compiled, rules, categories, hash(files).substring(0, 12));
        List<RefusedFile> mistakes = set.mistakes(rules);
        if (mistakes.isEmpty()) {
            cache.keep(files, compiled);
        }
        return new Attempt(set, mistakes);
    }

    /** The mistake is in what has changed: a rule with a name that is none, or a list that has lost one. */
    private static List<RefusedFile> unknownCategories(
            List<RuleFile> rules, Categories categories, SortedMap<String, String> files, Edition before) {
        if (!files.containsKey(CATEGORIES)) {
            return List.of();
        }
        boolean lost = !before.files.isEmpty() && !files.get(CATEGORIES).equals(before.files.get(CATEGORIES));
        List<RefusedFile> mistakes = new ArrayList<>();
        for (RuleFile file : rules) {
            for (RuleFile.Named named : file.categories()) {
                if (!categories.knows(named.category())) {
                    mistakes.add(
                            lost && file.text().equals(before.files.get(file.name()))
                                    ? new RefusedFile(
                                            CATEGORIES,
                                            1,
                                            "Expected a line for the category '" + named.category() + "', which "
                                                    + file.name() + " names")
                                    : new RefusedFile(
                                            file.name(),
                                            named.line(),
                                            "Expected a category of " + CATEGORIES + ", but got '" + named.category()
                                                    + "'. There are: " + String.join(", ", categories.ids())));
                }
            }
        }
        return mistakes;
    }

    private SortedMap<String, String> texts() throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        if (!Files.isDirectory(path)) {
            LOG.warn(
                    "There is no folder {}: without rules every alert is judged by its product's severity alone. "
                            + "Start Cordon where its rules/ folder is.",
                    path);
            return texts;
        }
        try (Stream<Path> found = Files.walk(path, 8, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) found::iterator) {
                String name = path.relativize(file).toString().replace('\\', '/');
                if (Files.isRegularFile(file) && (name.endsWith(RuleFile.ENDING) || name.equals(CATEGORIES))) {
                    // NB: malformed UTF-8 becomes replacement characters, which the compiler then shows in its message.
                    texts.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    /** A hash over names and texts. */
    static String hash(SortedMap<String, String> files) {
        MessageDigest digest = Sha256.digest();
        files.forEach((name, text) -> {
            digest.update((name + "\0" + text.length() + "\0").getBytes(StandardCharsets.UTF_8));
            digest.update(text.getBytes(StandardCharsets.UTF_8));
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
