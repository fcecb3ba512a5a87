package io.cordon.view;

import io.cordon.api.Finding;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A view as somebody wants it kept. */
record WantedView(
        @Schema(example = "Critical and late") @Nullable String name,

        @Schema(description = "alerts or incidents", example = "incidents") @Nullable
        String list,

        @Schema(
                description = "Parameters of that list, each as it takes them",
                example = "{\"severity\":\"critical,high\",\"late\":\"true\",\"sort\":\"due\"}")
        @Nullable
        Map<String, @Nullable String> query,

        @Schema(description = "Whether everyone of your organisation sees it", example = "false") @Nullable
        Boolean shared) {

    private static final int LONGEST_NAME = 80;
    private static final int MOST_BYTES = 4096;
    private static final int LONGEST_PARAMETER = 40;
    private static final Set<String> LISTS = Set.of("alerts", "incidents");

    /** Everything that is wrong with it. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME) {
            findings.add(new Finding("name", "Expected a name of 1 to " + LONGEST_NAME + " characters."));
        }
        if (list == null || !LISTS.contains(list)) {
            findings.add(new Finding("list", "Expected the list alerts or incidents."));
        }
        if (query == null) {
            findings.add(new Finding("query", "Expected an object of the list's parameters, but got none."));
        } else {
            checkQuery(query, findings);
        }
        return findings;
    }

    private static void checkQuery(Map<String, @Nullable String> query, List<Finding> findings) {
        int bytes = 0;
        for (Map.Entry<String, @Nullable String> parameter : query.entrySet()) {
            String key = parameter.getKey();
            String value = parameter.getValue();
            bytes += size(key) + (value == null ? 0 : size(value));
            if (value == null) {
                findings.add(new Finding("query", "Expected text for each parameter, but one has none."));
            }
            if (!isParameter(key)) {
                findings.add(new Finding(
                        "query",
                        "Expected names of parameters, of 1 to " + LONGEST_PARAMETER
                                + " letters, other than limit and cursor."));
            }
        }
        if (bytes > MOST_BYTES) {
            findings.add(new Finding(
                    "query", "Expected at most " + MOST_BYTES + " bytes of parameters, but got " + bytes + "."));
        }
    }

    /** A view begins at the start of its list, in pages of whatever size. */
    private static boolean isParameter(String key) {
        return !key.isEmpty()
                && key.length() <= LONGEST_PARAMETER
                && key.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
                && !key.equals("limit")
                && !key.equals("cursor");
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
