package io.cordon.organisation;

/**
 * What was promised for one severity, in minutes.
 *
 * @param businessClock true where the minutes count in the client's business hours only
 */
public record ServiceLevel(int notified, int acknowledged, int contained, int resolved, boolean businessClock) {}
