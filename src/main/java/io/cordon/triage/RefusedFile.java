package io.cordon.triage;

/**
 * A file of the rules folder that is not in force.
 *
 * @param line counted from 1; the best guess where the compiler names none
 */
record RefusedFile(String file, int line, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
