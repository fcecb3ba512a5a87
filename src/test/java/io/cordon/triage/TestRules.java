package io.cordon.triage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Rules for tests, made of a condition and a consequence. */
final class TestRules {

    private TestRules() {}

    /** One rule over the alert; the condition stands on line 11. */
    static String rule(String id, String condition, String consequence) {
        return """
            package cordon.triage;

            import io.cordon.organisation.Severity;
            import io.cordon.triage.fact.*;

            rule "%1$s"
                @id(%1$s) @why("Because.") @attack("none")
                @owner("tests")
            when
                AlertFact($title : title,
                    %2$s)
                $recommend : Recommendation()
            then
                $recommend%3$s;
            end
            """.formatted(id, condition, consequence);
    }

    /** A set of such rules by id, each with condition and consequence split by {@code =>}. */
    static RuleSet set(Path temporary, Map<String, String> rules) {
        try {
            Path folder = Files.createDirectories(temporary.resolve("rules"));
            Files.copy(Path.of("rules/triage/categories.csv"), folder.resolve("categories.csv"));
            for (Map.Entry<String, String> each : rules.entrySet()) {
                int arrow = each.getValue().indexOf("=>");
                String condition = each.getValue().substring(0, arrow).strip();
                String consequence = each.getValue().substring(arrow + 2).strip();
                Files.writeString(folder.resolve(each.getKey() + ".drl"), rule(each.getKey(), condition, consequence));
            }
            RuleFolder.Edition edition =
                    new RuleFolder(folder, temporary.resolve("cache")).read(RuleFolder.Edition.EMPTY);
            if (!edition.refused().isEmpty()) {
                throw new IllegalArgumentException(edition.refused().toString());
            }
            return edition.rules();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
