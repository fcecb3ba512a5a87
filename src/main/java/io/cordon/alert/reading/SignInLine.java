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

    // As syslog and the collectors after it write it: RFC 3164 with the year nowhere, first or last, RFC 5424 and other
    // spellings of ISO 8601, epoch, and the time of day alone.
    private static final String TIME = """
        (?:\
        (?:\\d{4} )?(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} {1,2}\\d{1,2}(?: \\d{4})? \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?: [A-Z]{3,4})?(?: \\d{4})?\
        |\\d{1,2}[ /-][A-Z][a-z]{2}[ /-]\\d{4}[ :]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?: [+-]\\d{4})?\
        |\\d{4}[/-]\\d\\d[/-]\\d\\d[T ][0-9:.,+Z-]{8,30}(?: (?:[+-]\\d\\d:?\\d\\d|[A-Z]{3,4}))?\
        |\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d\
        |\\d{8}T\\d{6}(?:Z|[+-]\\d{4})?\
        |\\d{9,19}(?:\\.\\d{1,9})?\
        |\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?\
        |-\
        )\
        """;

    // NB: one name, or an address of IPv6, and no colon at its end: "nginx: sshd: …" is what nginx says.
    private static final String HOST =
            "(?<host>-|[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}._-]{0,253}[\\p{L}\\p{N}])?|[0-9a-fA-F:.]{2,45}[0-9a-fA-F])";

    // NB: only what syslog writes. Were anything allowed before "sshd: ", any text that holds the word would do.
    private static final String HEADER = "(?:<\\d{1,3}>(?:1 )?)?(?:" + TIME + " )?(?:" + HOST + """
         )?sshd(?:-session|-auth)?(?:(?:\\[\\d+])?:| \\S+ \\S+ (?:-|(?:\\[[^]]*])+)) \\uFEFF?\
        """;

    // NB: the last "from". The account is what somebody typed, and may read "root from 192.0.2.1 port 22".
    private static final String SENTENCE = """
        (?:message repeated \\d+ times: \\[ )?\
        (?:(?<failed>Failed (?:password|keyboard-interactive/pam) for|Invalid user)\
        |Accepted (?:password|keyboard-interactive/pam) for)\
         (?:(?<account>.*) )?from (?<address>\\S+?)\
        (?: port \\d{1,5})?(?: ssh2)?(?: \\[preauth])?]?\
        """;

    // NB: the first "rhost". The account comes after it, and is what somebody typed.
    private static final String PAM_SENTENCE = """
        (?:message repeated \\d+ times: \\[ )?\
        (?:pam_\\w{1,20}\\(sshd:auth\\): authentication failure|PAM \\d+ more authentication failures?);\
         logname=\\S* uid=\\d+ euid=\\d+ tty=\\S* ruser=\\S* rhost=(?<rhost>\\S*)(?: +user=.*)?\
        """;

    private static final Pattern LINE = Pattern.compile("(?:" + HEADER + ")?(?:" + SENTENCE + "|" + PAM_SENTENCE + ")");

    private SignInLine() {}

    /** Notes what the line says, and answers whether it is one; a sign-in is low where nobody rates it. */
    static boolean read(String line, Draft draft) {
        Matcher read = LINE.matcher(line.strip());
        if (!read.matches()) {
            return false;
        }
        boolean byPam = read.group("rhost") != null;
        boolean failed = byPam || read.group("failed") != null;
        boolean named = draft.entity(EntityKind.IP, read.group(byPam ? "rhost" : "address"), Role.ATTACKER);
        if (!named && !failed) {
            return false;
        }
        if (read.group("host") != null) {
            draft.entity(EntityKind.HOST, read.group("host"), Role.TARGET);
        }
        if (failed) {
            draft.signInRefused();
        } else if (read.group("account") != null) {
            draft.entity(EntityKind.USER, read.group("account"), Role.TARGET);
        }
        draft.signal(failed ? "authentication_failed" : "authentication_success");
        draft.severity = draft.severity == null ? Severity.LOW : draft.severity;
        return true;
    }
}
