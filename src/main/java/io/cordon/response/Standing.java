package io.cordon.response;

/**
 * How far an action has come, for whoever asked for it.
 *
 * @param byHand whether a person has said that it was done by hand, since Cordon could not
 */
public record Standing(ActionState state, boolean byHand) {}
