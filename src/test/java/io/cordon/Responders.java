package io.cordon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** The people of both parties at work: each does what waits for them, as the instructions' forms allow. */
class Responders {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api.As reader;
    private final BiFunction<String, String, Api.As> person;
    private final Map<String, Api.As> signedIn = new ConcurrentHashMap<>();
    private final List<String> done = new ArrayList<>();

    /**
     * @param reader somebody who may read the incident
     * @param person the way to call as a person, given party and id
     */
    Responders(Api.As reader, BiFunction<String, String, Api.As> person) {
        this.reader = reader;
        this.person = person;
    }

    /** What they did, in order: {@code party: name of the task}. */
    List<String> done() {
        return done;
    }

    /** Does task after task until the incident is resolved and its report is made. */
    void workOff(String incident) {
        // The mail server's threads may stumble over a killed sender: that is not ours.
        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE.multipliedBy(3))
                .pollInterval(Duration.ofMillis(50))
                // A server that is being killed does not answer; people try again.
                .ignoreExceptionsMatching(e -> e.getCause() instanceof IOException)
                .until(() -> {
                    for (JsonNode task : open(incident)) {
                        complete(task);
                    }
                    return isOver(incident);
                });
    }

    List<JsonNode> open(String incident) {
        Api.Answer tasks = reader.get("/api/v1/incidents/" + incident + "/tasks");
        assertThat(tasks.status()).as(tasks.toString()).isEqualTo(200);
        return tasks.body()
                .path("items")
                .valueStream()
                .filter(task ->
                        List.of("open", "claimed").contains(task.path("state").asString()))
                .toList();
    }

    private boolean isOver(String incident) {
        String status = reader.get("/api/v1/incidents/" + incident).at("/status");
        return status.equals("resolved")
                && open(incident).isEmpty()
                && kinds(incident).contains("report");
    }

    private List<String> kinds(String incident) {
        return reader.get("/api/v1/incidents/" + incident + "/timeline?limit=500")
                .body()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("kind").asString())
                .toList();
    }

    private void complete(JsonNode task) {
        String id = task.path("id").asString();
        String party = task.at("/responsible/party").asString();
        String who = task.at("/responsible/people/0/id").asString();
        assertThat(who).as("Somebody is responsible for " + task).isNotEmpty();
        Api.As as = signedIn.computeIfAbsent(party + "/" + who, key -> person.apply(party, who));
        Api.Answer claimed = as.post("/api/v1/tasks/" + id + "/claim");
        // Another turn may have taken it, or its playbook may have gone on without it.
        assertThat(claimed.status()).as(claimed.toString()).isIn(200, 409);
        Api.Answer completed = as.post(
                "/api/v1/tasks/" + id + "/complete",
                Map.of("values", answers(task), "comment", "Done as the instructions say."));
        assertThat(completed.status()).as(completed + " for " + task).isIn(200, 409);
        if (completed.status() == 200) {
            done.add(party + ": " + task.path("name").asString());
        }
    }

    private static Map<String, Object> answers(JsonNode task) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (JsonNode field : task.at("/form/fields")) {
            values.put(field.path("name").asString(), answer(field));
        }
        values.values().removeIf(value -> value.equals(""));
        return values;
    }

    private static Object answer(JsonNode field) {
        return switch (field.path("type").asString()) {
            case "boolean" -> true;
            case "number" -> 1;
            case "date" -> "2026-12-31";
            case "choice" -> {
                JsonNode option = field.at("/options/0");
                yield option.isObject()
                        ? option.path("value").asString(option.path("id").asString())
                        : option.asString();
            }
            case "file" -> "";
            default -> "Answer to: " + field.path("label").asString();
        };
    }
}
