package io.cordon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The server describes its connectors in English; what the pages say of them in German is whole. */
@CordonServerTest
class ConnectorWordsTests {

    private static final Path WORDS = Words.PAGES.resolve("areas/clients/connectors");

    @Autowired
    private Api api;

    @Test
    void everyKindOfConnectorAndEveryFieldOfItIsSaidInGerman() throws IOException {
        Set<String> expected = new TreeSet<>();
        List<JsonNode> types = api.administrator()
                .get("/api/v1/connector-types")
                .body()
                .path("items")
                .valueStream()
                .toList();
        types.forEach(type -> expected.addAll(toBeSaid(type)));

        assertThat(expected).contains("opnsense.fields.alias.help", "ldap.fields.mode.options.generic");
        assertThat(said("de")).isEqualTo(expected);
        assertThat(said("en")).containsAll(names(types));
    }

    private static Set<String> names(List<JsonNode> types) {
        return types.stream()
                .map(type -> type.path("type").asString() + ".name")
                .collect(Collectors.toSet());
    }

    private static Set<String> toBeSaid(JsonNode type) {
        String name = type.path("type").asString();
        Set<String> keys = new TreeSet<>(Set.of(name + ".name"));
        for (JsonNode field : type.path("fields")) {
            String key = name + ".fields." + field.path("name").asString();
            keys.add(key + ".label");
            if (!field.path("help").asString().isEmpty()) {
                keys.add(key + ".help");
            }
            field.path("options").forEach(option -> keys.add(key + ".options." + option.asString()));
        }
        return keys;
    }

    private static Set<String> said(String language) throws IOException {
        try (Stream<Path> folders = Files.list(WORDS)) {
            return folders.flatMap(folder ->
                            Words.keys(folder.getFileName().toString(), Words.read(folder.resolve(language + ".json")))
                                    .stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
