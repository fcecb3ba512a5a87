package io.cordon.response.guard;

import io.cordon.organisation.ProtectedEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What must never be contained: the client's own list, and what would break anybody. */
@Component
class ProtectedTargets {

    private static final Map<AddressSpan, String> EVERYWHERE = Map.of(
            AddressSpan.known("127.0.0.0/8"), "loopback",
            AddressSpan.known("::1"), "loopback",
            AddressSpan.known("0.0.0.0/8"), "unspecified",
            AddressSpan.known("::"), "unspecified",
            AddressSpan.known("224.0.0.0/4"), "multicast",
            AddressSpan.known("ff00::/8"), "multicast",
            AddressSpan.known("255.255.255.255"), "broadcast");

    private final ServerAddresses server;

    ProtectedTargets(ServerAddresses server) {
        this.server = server;
    }

    /** Why a target is protected, by any of the names and addresses it is known by; empty where it is not. */
    Optional<String> why(NormalTarget target, Set<String> alsoKnownAs, List<ProtectedEntry> entries) {
        return byAddress(target, alsoKnownAs, entries)
                .or(() -> byName(target, alsoKnownAs, entries))
                .or(() -> byAccount(target, alsoKnownAs, entries));
    }

    private Optional<String> byAddress(NormalTarget target, Set<String> names, List<ProtectedEntry> entries) {
        List<AddressSpan> spans = java.util.stream.Stream.concat(
                        Optional.ofNullable(target.addresses()).stream(),
                        names.stream().flatMap(name -> AddressSpan.plain(name).stream()))
                .toList();
        for (AddressSpan span : spans) {
            for (var everywhere : EVERYWHERE.entrySet()) {
                if (span.overlaps(everywhere.getKey())) {
                    return Optional.of("it is or contains a " + everywhere.getValue() + " address");
                }
            }
            if (server.addresses().stream()
                    .anyMatch(
                            own -> AddressSpan.plain(own).filter(span::overlaps).isPresent())) {
                return Optional.of("it is or contains this server's own address");
            }
            for (ProtectedEntry entry : entries) {
                if (AddressSpan.lenient(entry.value()).filter(span::overlaps).isPresent()) {
                    return Optional.of(saying(entry));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> byName(NormalTarget target, Set<String> alsoKnownAs, List<ProtectedEntry> entries) {
        List<String> names = java.util.stream.Stream.concat(
                        Optional.ofNullable(target.name()).stream(),
                        target.name() == null && target.addresses() == null
                                ? java.util.stream.Stream.empty()
                                : alsoKnownAs.stream())
                .toList();
        for (String name : names) {
            if (server.names().stream().anyMatch(own -> Names.sameHost(own, name))) {
                return Optional.of("it is this server itself");
            }
            for (ProtectedEntry entry : entries) {
                boolean hit = switch (entry.kind()) {
                    case HOST -> isHostNamed(target, name, entry);
                    case DOMAIN -> isDomainNamed(target, name, entry);
                    case IP, CIDR, USER -> false;
                };
                if (hit) {
                    return Optional.of(saying(entry));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isHostNamed(NormalTarget target, String name, ProtectedEntry entry) {
        return switch (target.kind()) {
            // Blocking acme.test takes dc01.acme.test with it; the short name DC01 says nothing about a domain.
            case DOMAIN, URL -> Names.relatedDomains(entry.value(), name);
            case IP, HOST, USER, FILE, PROCESS, EMAIL -> Names.sameHost(entry.value(), name);
        };
    }

    private static boolean isDomainNamed(NormalTarget target, String name, ProtectedEntry entry) {
        return switch (target.kind()) {
            case DOMAIN, URL -> Names.relatedDomains(entry.value(), name);
            // A host of the client's own domain may be contained: a domain is protected from being blocked.
            case HOST, IP, USER, FILE, PROCESS, EMAIL -> false;
        };
    }

    private static Optional<String> byAccount(
            NormalTarget target, Set<String> alsoKnownAs, List<ProtectedEntry> entries) {
        return switch (target.kind()) {
            case USER ->
                java.util.stream.Stream.concat(java.util.stream.Stream.of(target.key()), alsoKnownAs.stream())
                        .flatMap(name -> entries.stream()
                                .filter(entry -> entry.kind() == ProtectedEntry.Kind.USER)
                                .filter(entry -> Names.sameAccount(entry.value(), name)))
                        .findFirst()
                        .map(ProtectedTargets::saying);
            case IP, DOMAIN, URL, HOST, FILE, PROCESS, EMAIL -> Optional.empty();
        };
    }

    private static String saying(ProtectedEntry entry) {
        return "it meets " + entry.value() + " on the client's list of protected assets (" + entry.why() + ")";
    }
}
