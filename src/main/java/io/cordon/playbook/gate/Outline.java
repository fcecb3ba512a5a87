package io.cordon.playbook.gate;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a playbook file says about itself.
 *
 * @param calls keys of the playbooks that it calls
 */
public record Outline(String key, String name, @Nullable String versionTag, Set<String> calls) {}
