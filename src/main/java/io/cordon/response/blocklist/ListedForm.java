package io.cordon.response.blocklist;

import io.cordon.api.AddressText;
import io.cordon.response.connector.Target;
import java.net.URI;
import java.util.regex.Pattern;

/** What may stand in a list: one entry, on one line, that every firewall reads the same way. */
final class ListedForm {

    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9_-]{1,63}\\.)+[a-z0-9-]{2,63}");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,2048}");

    private ListedForm() {}

    static boolean isFit(Target target) {
        String value = target.value();
        if (!VISIBLE.matcher(value).matches()) {
            return false;
        }
        return switch (target.kind()) {
            case IP -> {
                var address = AddressText.read(value);
                yield address != null
                        && !address.isMultiple()
                        && !address.isPrefixed()
                        && address.toCanonicalString().equals(value);
            }
            case DOMAIN -> DOMAIN.matcher(value).matches();
            case URL -> isUrl(value);
            case HOST, USER, FILE, PROCESS, EMAIL -> false;
        };
    }

    private static boolean isUrl(String value) {
        try {
            URI uri = URI.create(value);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
