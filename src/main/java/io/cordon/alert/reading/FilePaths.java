package io.cordon.alert.reading;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which of an alert's files say the same, of which one says less. */
final class FilePaths {

    private FilePaths() {}

    /**
     * Those that are no files of their own: the folder that another lies in, by null, and the bare name of another, by
     * that one.
     */
    static Map<String, @Nullable String> saidBetter(Collection<String> files) {
        Map<String, String> plain = new HashMap<>();
        files.forEach(file -> plain.put(file, plain(file)));
        Map<String, @Nullable String> worse = new HashMap<>();
        for (String file : files) {
            String what = plain.getOrDefault(file, "");
            for (String other : files) {
                String whole = plain.getOrDefault(other, "");
                if (whole.length() > what.length() && whole.startsWith(what.endsWith("/") ? what : what + "/")) {
                    worse.put(file, null);
                } else if (what.indexOf('/') < 0 && whole.endsWith("/" + what)) {
                    worse.put(file, other);
                }
            }
        }
        return worse;
    }

    /** Whether a path ends with that name. */
    static boolean isEndOf(String path, String name) {
        String plain = plain(path);
        return plain.equals(plain(name)) || plain.endsWith("/" + plain(name));
    }

    /** Windows tells no case apart, and some products turn its slashes. */
    private static String plain(String path) {
        return path.replace('\\', '/').toLowerCase(Locale.ROOT);
    }
}
