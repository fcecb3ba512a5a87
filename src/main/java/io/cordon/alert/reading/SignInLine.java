package io.cordon.alert.reading;

import io.cordon.alert.EntityKind;
import io.cordon.organisation.Severity;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line in which sshd writes down a sign-in: from where, whether it succeeded, and then who. It is such a line as a
 * whole or not at all: whoever attacks writes addresses of pages, names of programs and subjects that quote one.
 */
final class SignInLine {

    // NB: only what syslog writes. Were anything allowed before "sshd: ", any text that holds the word would do.
    private static final String HEADER = """
        (?:<\\d{1,3}>(?:1 )?)?\
        (?:(?:[A-Z][a-z]{2} {1,2}\\d{1,2}(?: \\d{4})? [0-9:]{8}|\\d{4}-\\d\\d-\\d\\d[T ][0-9:.,+Z-]{8,30}) (?<host>\\S+) )?\
        sshd(?:-session|-auth)?(?:(?:\\[\\d+])?:| \\S+ \\S+ (?:-|\\[[^]]*])) \
        """;

    // NB: the last "from". The account is what somebody typed, and may read "root from 192.0.2.1 port 22".
    private static final String SENTENCE = """
        (?:message repeated \\d+ times: \\[ )?\
        (?:(?<failed>Failed (?:password|keyboard-interactive/pam) for|Invalid user)\
        |Accepted (?:password|keyboard-interactive/pam) for)\
         (?:(?<account>.*) )?from (?<address>\\S+?)\
        (?: port \\d{1,5})?(?: ssh2)?(?: \\[preauth])?]?\
        """;

    private static final Pattern LINE = Pattern.compile("(?:" + HEADER + ")?" + SENTENCE);

    private SignInLine() {}

    /** Notes what the line says, and answers whether it is one; a sign-in is low where nobody rates it. */
    static boolean read(String line, Draft draft) {
        Matcher read = LINE.matcher(line.strip());
        if (!read.matches() || !draft.entity(EntityKind.IP, read.group("address"), Role.ATTACKER)) {
            return false;
        }
        if (read.group("host") != null) {
            draft.entity(EntityKind.HOST, read.group("host"), Role.TARGET);
        }
        boolean failed = read.group("failed") != null;
        if (failed) {
            // Anybody may guess at any name: an account that nobody got into must not be disabled for it.
            draft.forgetUsers();
        } else if (read.group("account") != null) {
            draft.entity(EntityKind.USER, read.group("account"), Role.TARGET);
        }
        draft.signal(failed ? "authentication_failed" : "authentication_success");
        draft.severity = draft.severity == null ? Severity.LOW : draft.severity;
        return true;
    }
}
