package io.cordon.alert.reading;

import io.cordon.alert.EntityKind;
import io.cordon.organisation.Severity;
import java.util.List;

/** A line in which sshd writes down a sign-in: who, from where, and whether it succeeded. */
final class SignInLine {

    private static final String FAILED = "authentication_failed";
    private static final String SUCCEEDED = "authentication_success";

    private static final List<Beginning> BEGINNINGS = List.of(
            new Beginning("Failed password for invalid user ", FAILED),
            new Beginning("Failed password for ", FAILED),
            new Beginning("Failed keyboard-interactive/pam for invalid user ", FAILED),
            new Beginning("Failed keyboard-interactive/pam for ", FAILED),
            new Beginning("Invalid user ", FAILED),
            new Beginning("Accepted password for ", SUCCEEDED),
            new Beginning("Accepted keyboard-interactive/pam for ", SUCCEEDED));

    private SignInLine() {}

    /** @param signal as products group such events */
    private record Beginning(String text, String signal) {}

    /** Notes what the line says, and answers whether it is one; a sign-in is low where nobody rates it. */
    static boolean read(String line, Draft draft) {
        for (Beginning beginning : BEGINNINGS) {
            int start = line.indexOf(beginning.text);
            int account = start + beginning.text.length();
            // NB: the last one. The account is what somebody typed, and may read "root from 192.0.2.1 port 22".
            int from = line.lastIndexOf(" from ");
            if (start >= 0 && from >= account - 1) {
                String address = firstWord(line.substring(from + " from ".length()));
                if (!draft.entity(EntityKind.IP, address, Role.ATTACKER)) {
                    return false;
                }
                draft.entity(EntityKind.USER, line.substring(account, Math.max(account, from)), Role.TARGET);
                draft.entity(EntityKind.HOST, host(line.substring(0, start)), Role.TARGET);
                draft.signal(beginning.signal);
                draft.severity = draft.severity == null ? Severity.LOW : draft.severity;
                return true;
            }
        }
        return false;
    }

    /** In a line of syslog the host stands before the program. */
    private static String host(String header) {
        int program = header.lastIndexOf(" sshd");
        String before = program < 0 ? "" : header.substring(0, program).strip();
        return before.substring(before.lastIndexOf(' ') + 1);
    }

    private static String firstWord(String text) {
        int end = text.indexOf(' ');
        return end < 0 ? text : text.substring(0, end);
    }
}
