package io.cordon.access;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Collectors;

/** Codes that people read from a screen and type in once, such as K7PQM-2XWVA-9RTHC-DNE4B. */
final class OneTimeCodes {

    private static final SecureRandom RANDOM = new SecureRandom();
    // Without letters and digits that look alike when read from a console.
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private OneTimeCodes() {}

    static String fresh() {
        return RANDOM.ints(20, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining())
                .replaceAll("(.{5})(?!$)", "$1-");
    }

    /** The same for a code however it is typed. */
    static byte[] hash(String code) {
        return Tokens.hash(code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
    }
}
