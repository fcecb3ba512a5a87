package io.cordon.alert.reading;

import io.cordon.alert.EntityKind;
import java.util.Locale;
import java.util.StringTokenizer;

/** Finds in a line of text what has a shape: addresses, links, mail addresses, hashes, and {@code key=value}. */
final class LineDiscovery {

    private static final String BETWEEN = " \t\r\n,;|()<>\"'";
    private static final int MOST_WORDS = 2_000;

    private LineDiscovery() {}

    static void entitiesIn(String text, Draft draft) {
        draft.quoting = true;
        StringTokenizer words = new StringTokenizer(text, BETWEEN);
        String before = "";
        for (int i = 0; i < MOST_WORDS && words.hasMoreTokens(); i++) {
            String word = words.nextToken();
            int equals = word.indexOf('=');
            boolean isPair = equals > 0 && equals < word.length() - 1 && word.indexOf("://") < 0;
            String key = (isPair ? word.substring(0, equals) : before).toLowerCase(Locale.ROOT);
            entity(isPair ? word.substring(equals + 1) : word, key, draft);
            before = word;
        }
        draft.quoting = false;
    }

    private static void entity(String word, String key, Draft draft) {
        String value = word.endsWith(".") || word.endsWith(":") ? word.substring(0, word.length() - 1) : word;
        if (draft.entity(EntityKind.IP, value, sideOf(key))
                || draft.entity(EntityKind.URL, value, Role.NAMED)
                || draft.entity(EntityKind.EMAIL, value, Role.NAMED)
                || draft.entity(EntityKind.HASH, value, Role.NAMED)) {
            return;
        }
        switch (key) {
            case "user", "username", "suser", "duser", "usrname" -> draft.entity(EntityKind.USER, value, Role.TARGET);
            case "host", "hostname", "dhost", "dvchost", "identhostname" ->
                draft.entity(EntityKind.HOST, value, Role.TARGET);
            default -> {}
        }
    }

    private static Role sideOf(String key) {
        return switch (key) {
            case "src", "srcip", "src_ip", "source", "from", "rhost", "client", "remote", "attacker" -> Role.ATTACKER;
            case "dst", "dstip", "dst_ip", "dest", "destination", "to", "target", "server" -> Role.TARGET;
            default -> Role.NAMED;
        };
    }
}
