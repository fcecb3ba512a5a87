package io.cordon.response;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks for an action: by a playbook, in the first incident and of the connector fw, where nothing else is said. */
public final class AskingForTests {

    private final ResponseForTests response;
    private final Verb verb;
    private final String target;
    private UUID incident;
    private @Nullable String connector = "fw";
    private @Nullable String person;
    private @Nullable Duration expiresIn;
    private @Nullable String waiter;
    private @Nullable String doubt;

    AskingForTests(ResponseForTests response, Verb verb, String target) {
        this.response = response;
        this.verb = verb;
        this.target = target;
        this.incident = response.incident;
    }

    public AskingForTests in(UUID another) {
        incident = another;
        return this;
    }

    /** Null for whatever connector serves the verb. */
    public AskingForTests of(@Nullable String another) {
        connector = another;
        return this;
    }

    /** Null for a playbook. */
    public AskingForTests by(@Nullable String personOfAcme) {
        person = personOfAcme;
        return this;
    }

    public AskingForTests expiring(@Nullable Duration after) {
        expiresIn = after;
        return this;
    }

    public AskingForTests waiting(@Nullable String execution) {
        waiter = execution;
        return this;
    }

    public AskingForTests doubting(@Nullable String why) {
        doubt = why;
        return this;
    }

    public UUID ask() {
        return askAll().getFirst();
    }

    /** Asks, and awaits the state that the action comes to. */
    public UUID await(ActionState state) {
        UUID action = ask();
        response.awaitState(action, state);
        return action;
    }

    public List<UUID> askAll() {
        return response.acting(() -> response.bean(Actions.class)
                .request(new ActionRequest(
                        ResponseForTests.ACME,
                        incident,
                        verb,
                        target,
                        connector,
                        "a test",
                        person == null ? "playbook:test" : "acme/" + person,
                        person == null ? null : ResponseForTests.person(person),
                        null,
                        expiresIn,
                        waiter,
                        doubt)));
    }
}
