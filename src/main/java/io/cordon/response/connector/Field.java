package io.cordon.response.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a connector's settings, as a form shows it.
 *
 * @param type {@code text number boolean choice list}
 * @param otherwise the value where none is given; null for none
 * @param destination whether kept secrets are dropped where it changes
 * @param lines whether it has several lines, such as a key
 * @param options for {@code choice}
 */
public record Field(
        String name,
        String label,
        String help,
        String type,
        boolean secret,
        boolean required,
        @Nullable String otherwise,
        boolean destination,
        boolean lines,
        List<String> options) {}
