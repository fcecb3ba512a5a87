package io.cordon.alert.reading;

import io.cordon.alert.reading.Names.Slot;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one object of an alert tells of a file: many products write its folder in one field and its name in another. */
final class FileParts {

    private @Nullable String folder;
    private @Nullable String name;
    private boolean command;
    private boolean hash;

    private FileParts() {}

    static FileParts of(JsonNode node, String key, Names names) {
        FileParts parts = new FileParts();
        for (var property : node.properties()) {
            if (property.getValue().isString()) {
                String plain = Names.plain(property.getKey());
                parts.take(
                        names,
                        plain,
                        key + plain,
                        property.getValue().stringValue().strip());
            }
        }
        return parts;
    }

    private void take(Names names, String plain, String both, String value) {
        if (value.isEmpty()) {
            return;
        }
        command |= names.rank(Slot.COMMAND, plain, both) != null;
        hash |= names.rank(Slot.HASH, plain, both) != null;
        if (names.rank(Slot.FOLDER, plain, both) != null) {
            folder = value;
        } else if (name == null && !isPath(value) && names.rank(Slot.FILE, plain, both) != null) {
            name = value;
        }
    }

    /** The whole path; null where not both parts of it are there. */
    @Nullable
    String whole() {
        if (folder == null || name == null || FilePaths.isEndOf(folder, name)) {
            return name == null ? null : folder;
        }
        boolean ends = folder.endsWith("\\") || folder.endsWith("/");
        return folder + (ends ? "" : folder.indexOf('\\') >= 0 ? "\\" : "/") + name;
    }

    /** Whether what it was started with and its hash stand beside it: then it is the program that ran. */
    boolean isWhatRan() {
        return command && hash;
    }

    private static boolean isPath(String value) {
        return value.indexOf('/') >= 0 || value.indexOf('\\') >= 0;
    }
}
