package io.cordon.response.connector;

/** What came of trying a connector's settings without changing anything. */
public sealed interface Trial {

    /**
     * The product answered as expected.
     *
     * @param found what answered, such as the product's version
     */
    record Works(String found) implements Trial {}

    /**
     * The product cannot be worked with.
     *
     * @param reason what was expected, what came, and what to change
     */
    record Fails(String reason) implements Trial {}
}
