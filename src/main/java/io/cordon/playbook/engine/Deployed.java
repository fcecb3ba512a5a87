package io.cordon.playbook.engine;

import org.jspecify.annotations.Nullable;

/** A playbook that the engine can run, in its newest version. */
public record Deployed(
        String id,
        String key,
        int version,
        String name,
        @Nullable String versionTag) {}
