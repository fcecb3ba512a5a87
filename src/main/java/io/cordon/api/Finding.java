package io.cordon.api;

/**
 * One thing that is wrong with an input.
 *
 * @param field where, as a JSON path without the root ({@code grants[2].verb}); empty for the whole document
 * @param message what was expected, what came, and what to do
 */
public record Finding(String field, String message) {}
