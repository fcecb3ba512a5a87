package io.cordon.access;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Optional;

/**
 * Which passwords may be chosen: long enough, and none that somebody guesses by lists of common ones, patterns of the
 * keyboard or the person's own names. No rule about kinds of characters (NIST SP 800-63B, 3.1.1.2).
 */
final class PasswordRule {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 200;

    /**
     * A password is as hard to guess as the hardest stretch of it, of so many characters. NB: not all of it at once. A
     * stranger may send one, and a hundred signs that stand for letters take zxcvbn seconds.
     */
    private static final int STRETCH = 24;

    /** Of zxcvbn's 0 to 4; below it a million guesses are enough. */
    private static final int HARD_TO_GUESS = 2;

    private static final Zxcvbn GUESSING = new Zxcvbn();

    private PasswordRule() {}

    /**
     * Why a password may not be chosen; empty where it may.
     *
     * @param names of the person and what they use it for, of which nobody's password may be made
     */
    static Optional<String> refusal(String password, List<String> names) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of(
                    "Expected " + SHORTEST + " to " + LONGEST + " characters, but got " + password.length() + ".");
        }
        return isHardToGuess(password, names)
                ? Optional.empty()
                : Optional.of(
                        "Expected a password that is hard to guess, but this one stands on lists of common ones or is"
                                + " made of a name or a simple pattern. Choose a longer one, such as several words.");
    }

    private static boolean isHardToGuess(String password, List<String> names) {
        for (int from = 0; from < password.length(); from += STRETCH) {
            String stretch = password.substring(from, Math.min(password.length(), from + STRETCH));
            if (GUESSING.measure(stretch, names).getScore() >= HARD_TO_GUESS) {
                return true;
            }
        }
        return false;
    }
}
