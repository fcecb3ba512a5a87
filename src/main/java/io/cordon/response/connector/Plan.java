package io.cordon.response.connector;

/** The exact request, as text that a person can check before approving; secrets masked. */
public record Plan(String text) {}
