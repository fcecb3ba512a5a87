package io.cordon.response.guard;

import io.cordon.response.Verb.TargetKind;
import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A target in its one normal spelling.
 *
 * @param key what the ledger compares and connectors get
 * @param addresses what it is as addresses: an address itself, or the host of a URL or a host name that is one
 * @param name the host or domain name in it; null for others
 */
public record NormalTarget(
        TargetKind kind,
        String key,
        @Nullable AddressSpan addresses,
        @Nullable String name) {

    private static final int LONGEST = 2048;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    /** Control characters, line separators, and what turns the reading direction: an approver must see what is approved. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\x{fffd}]");

    /** A target, or why the text is none. */
    public sealed interface Reading {
        record Good(NormalTarget target) implements Reading {}

        record Malformed(String reason) implements Reading {}
    }

    /** Whether it is of a kind that the client's inventory lists: acted on only where that knows it, or a person says so. */
    boolean isOwn() {
        return kind == TargetKind.HOST || kind == TargetKind.USER;
    }

    public static Reading read(TargetKind kind, String written) {
        String text = written.strip();
        if (text.isEmpty() || text.length() > LONGEST || INVISIBLE.matcher(text).find()) {
            return malformed("1 to 2048 visible characters", kind);
        }
        return switch (kind) {
            case IP -> ip(text);
            case DOMAIN -> domain(text);
            case URL -> url(text);
            case HOST -> host(text);
            case USER -> plain(kind, text.toLowerCase(Locale.ROOT));
            case FILE, PROCESS, EMAIL -> plain(kind, text);
        };
    }

    private static Reading plain(TargetKind kind, String key) {
        return new Reading.Good(new NormalTarget(kind, key, null, null));
    }

    private static Reading ip(String text) {
        Optional<AddressSpan> span = AddressSpan.plain(text);
        if (span.isEmpty()) {
            // Kept with what it might be taken for, so that a protected address in disguise is called by its name.
            return AddressSpan.lenient(text)
                    .<Reading>map(meant -> new Reading.Good(new NormalTarget(TargetKind.IP, text, meant, null)))
                    .orElseGet(() -> malformed("an IPv4 or IPv6 address", TargetKind.IP));
        }
        String key = span.get().isSingle() ? span.get().canonical() : text;
        return new Reading.Good(new NormalTarget(TargetKind.IP, key, span.get(), null));
    }

    private static Reading domain(String text) {
        Optional<String> name = dnsName(text);
        if (name.isEmpty()
                || !name.get().contains(".")
                || AddressSpan.lenient(text).isPresent()) {
            return malformed("a domain of at least two labels such as bad.example", TargetKind.DOMAIN);
        }
        return new Reading.Good(new NormalTarget(TargetKind.DOMAIN, name.get(), null, name.get()));
    }

    private static Reading url(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            if (host != null && uri.getUserInfo() == null && (scheme.equals("http") || scheme.equals("https"))) {
                Optional<AddressSpan> address = AddressSpan.lenient(host.replaceAll("^\\[|]$", ""));
                Optional<String> name = dnsName(host);
                if (address.isPresent() || name.isPresent()) {
                    String key = scheme + "://" + (address.isPresent() ? host : name.orElseThrow())
                            + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                            + (uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                            + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
                    return new Reading.Good(new NormalTarget(
                            TargetKind.URL,
                            URI.create(key).toASCIIString(),
                            address.orElse(null),
                            address.isPresent() ? null : name.orElseThrow()));
                }
            }
        } catch (java.net.URISyntaxException e) {
            // Told below, in our words.
        }
        return malformed("an address such as https://bad.example/path, without user or password", TargetKind.URL);
    }

    private static Reading host(String text) {
        Optional<AddressSpan> address = AddressSpan.plain(text);
        if (address.isPresent() && address.get().isSingle()) {
            return new Reading.Good(
                    new NormalTarget(TargetKind.HOST, address.get().canonical(), address.get(), null));
        }
        return dnsName(text)
                .<Reading>map(name -> new Reading.Good(new NormalTarget(
                        TargetKind.HOST, name, AddressSpan.lenient(text).orElse(null), name)))
                .orElseGet(() -> malformed("one host name or address", TargetKind.HOST));
    }

    /** Lower case, in ASCII, without the trailing dot; empty where it is no name. */
    static Optional<String> dnsName(String text) {
        String name;
        try {
            name = IDN.toASCII(text.strip()).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        boolean wellFormed = name.length() <= 253
                && java.util.Arrays.stream(name.split("\\.", -1))
                        .allMatch(label -> LABEL.matcher(label).matches());
        return wellFormed ? Optional.of(name) : Optional.empty();
    }

    private static Reading malformed(String expected, TargetKind kind) {
        return new Reading.Malformed("Expected " + expected + " as the target, but this is no "
                + kind.name().toLowerCase(Locale.ROOT) + ".");
    }
}
