package io.cordon.triage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The cases beside one rule.
 *
 * @param yes the rule fires, and what is expected comes out of the whole set
 * @param no the rule does not fire
 */
record RuleCases(List<RuleCase> yes, List<RuleCase> no) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Written(
            @Nullable List<RuleCase> yes, @Nullable List<RuleCase> no) {}

    /** The cases of a rule's file; nothing on either side where it has none. */
    static RuleCases beside(Path rule) throws IOException {
        Path file = rule.resolveSibling(rule.getFileName().toString().replace(RuleFile.ENDING, ".cases.yaml"));
        if (!Files.exists(file)) {
            return new RuleCases(List.of(), List.of());
        }
        Written written = YAML.readValue(Files.readString(file), Written.class);
        return new RuleCases(cases(written.yes), cases(written.no));
    }

    private static List<RuleCase> cases(@Nullable List<RuleCase> written) {
        return Objects.requireNonNullElse(written, List.of());
    }
}
