package io.cordon.playbook.gate;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a playbook file.
 *
 * @param element the id of the nearest element that has one, null where there is none
 * @param line counted from 1; 0 where no line can be told
 * @param message what was expected, what came, and what to change
 */
public record GateFinding(@Nullable String element, int line, String message) {

    @Override
    public String toString() {
        return "line " + line + (element == null ? "" : ", " + element) + ": " + message;
    }
}
