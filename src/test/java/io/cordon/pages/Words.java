package io.cordon.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The texts of the pages as they stand in the source. */
final class Words {

    static final Path PAGES = Path.of("src/main/frontend/src");

    private Words() {}

    static JsonNode of(String area, String language) {
        return read(PAGES.resolve("areas").resolve(area).resolve(language + ".json"));
    }

    static JsonNode read(Path file) {
        return JsonMapper.shared().readTree(text(file));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The way to each text, with dots. */
    static List<String> keys(String above, JsonNode texts) {
        return texts.isString()
                ? List.of(above)
                : texts.propertyStream()
                        .flatMap(each -> keys(above + "." + each.getKey(), each.getValue()).stream())
                        .toList();
    }
}
