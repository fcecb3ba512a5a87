package io.cordon.response.connector;

import io.cordon.api.Finding;
import io.cordon.response.Verb;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Changes one kind of product. A bean of this type is all that a new product needs: one package-private class, one
 * page in {@code docs/connectors}, one test that extends {@code ConnectorContract}.
 *
 * <p>No method may run longer than {@link Call#timeout()}, none keeps state between calls, none is called inside a
 * database transaction. Answers of the product are untrusted: limited in size and time, never followed elsewhere. An
 * exception counts as {@link Outcome.Unknown}, so expected failures are returned.
 *
 * @param <S> the settings: a record whose components carry {@link Setting}; those of type {@link Secret} are secret
 */
public interface Connector<S extends Record> {

    /** The name in documents, kebab case, such as {@code opnsense}. */
    String type();

    Set<Verb> verbs();

    Class<S> settings();

    Idempotency idempotency();

    /** What is wrong with settings that each by itself are well-formed; fields are named as in the record. */
    default List<Finding> check(S settings) {
        return List.of();
    }

    /** Finds the one object at the product that the target means, and its state now. Changes nothing. */
    Resolution resolve(Verb verb, Target target, Call.Frame<S> frame);

    /** The exact request that {@link #execute} would send, with secrets masked. Sends nothing. */
    Plan plan(Call<S> call);

    /** Brings the effect about. Repeated with the same {@link Call#idempotencyKey()} it has one effect. */
    Outcome execute(Call<S> call);

    /** Looks whether the effect holds at the target now. Changes nothing. */
    Observation verify(Call<S> call);

    /**
     * Brings back what {@link Call#preState()} says: where the effect was there before us, it stays. Called only for
     * verbs that {@link #undoes} names; repeating it is harmless.
     */
    Outcome undo(Call<S> call);

    /** The verbs whose effect this connector can take back. */
    default Set<Verb> undoes() {
        return verbs().stream().filter(Verb::canBeUndone).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** Tries the settings against the product without changing anything. */
    Trial test(Call.Frame<S> frame);

    /** What people are told of an effect that is proven: no more than the proof shows. */
    default String seen(JsonNode evidence) {
        return "Seen at the target";
    }

    /** As {@link #seen}, of an effect that was taken back. */
    default String gone(JsonNode evidence) {
        return "Seen to be gone at the target";
    }

    /** A warning that whoever approves must see, such as a side effect of the product; null for none. */
    default @Nullable String caution(Verb verb) {
        return null;
    }
}
