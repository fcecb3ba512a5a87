package io.cordon.response.guard;

import io.cordon.organisation.Grant;
import io.cordon.tenancy.Party;
import java.util.List;
import java.util.Set;

/** What the guard says of an action, now. */
public sealed interface Judgement {

    /** It may be done, by this authority. */
    record Allowed(Authority authority) implements Judgement {}

    /** People must decide first. */
    record Asks(Question question) implements Judgement {}

    /**
     * It may not be done.
     *
     * @param reason which guard refuses, and what to change
     */
    record Refused(GuardRule rule, String reason) implements Judgement {}

    /**
     * Where the right to act comes from, kept with the action.
     *
     * @param documentVersion the version of the authority document that was read
     * @param approvedBy who approved, empty where the machine might act
     */
    record Authority(Grant grant, int documentVersion, List<String> approvedBy) {}

    /**
     * What people are asked. An approval counts for what was asked when it was given.
     *
     * @param topics why people are asked, such as {@code grant} or {@code limit}
     * @param client how many people of the client must approve
     * @param provider how many of the provider; where both are 0, one person of either
     */
    record Question(Set<String> topics, int client, int provider, String reason) {

        public Question {
            topics = Set.copyOf(topics);
        }

        public boolean asks(Party party) {
            return (client == 0 && provider == 0) || of(party) > 0;
        }

        public int of(Party party) {
            return switch (party) {
                case CLIENT -> client;
                case PROVIDER -> provider;
            };
        }

        Question because(String other) {
            return new Question(topics, client, provider, other);
        }

        /** The topics in one text, the same for the same topics. */
        public String key() {
            return String.join(",", topics.stream().sorted().toList());
        }
    }
}
