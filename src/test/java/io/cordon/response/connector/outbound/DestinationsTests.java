package io.cordon.response.connector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTests {

    private final Destinations closed = new Destinations("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0.0.0.0",
                "10.0.0.5",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "[::1]",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "[::ffff:127.0.0.1]",
                "fc00::1",
                "fd00::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2002:7f00:1::"
            })
    void refusesWhatOnlyOurOwnNetworkReaches(String host) {
        assertThat(closed.find(host, 443))
                .asInstanceOf(type(Destination.Refused.class))
                .extracting(Destination.Refused::reason)
                .asString()
                .contains("CORDON_OUTBOUND_ALLOW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "198.51.100.9", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "[2a00::1]"})
    void reachesPublicAddresses(String host) {
        assertThat(closed.find(host, 443))
                .asInstanceOf(type(Destination.Reachable.class))
                .extracting(Destination.Reachable::listed)
                .isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1|127.0.0.1|8443",
                "127.0.0.1:8443|127.0.0.1|8443",
                "10.0.0.0/8|10.9.8.7|22",
                "10.0.0.5/8|10.9.8.7|22",
                "10.0.0.0/8:22|10.9.8.7|22",
                "10.0.0.0/8, 22|10.9.8.7|22",
                "198.51.100.1,10.0.0.0/8:22|10.9.8.7|22",
                "fd00::/8|fd00::1|443",
                "[fd00::]/8:443|fd00::1|443",
                "[fd00::1]:443|[FD00:0::1]|443",
                "fd00::1|fd00::1|443",
                "169.254.169.254|169.254.169.254|80"
            })
    void reachesWhatTheOperatorLists(String allowed, String host, int port) {
        assertThat(new Destinations(allowed).find(host, port))
                .asInstanceOf(type(Destination.Reachable.class))
                .extracting(Destination.Reachable::listed)
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1:8443|127.0.0.1|8444",
                "10.0.0.0/8:22|10.9.8.7|23",
                "10.0.0.0/8,22|10.9.8.7|23",
                "10.0.0.0/16|10.9.8.7|22",
                "10.0.0.5|10.0.0.6|22",
                "fw.acme.test|10.0.0.5|443"
            })
    void listsNoMoreThanTheOperatorWrote(String allowed, String host, int port) {
        assertThat(new Destinations(allowed).find(host, port)).isInstanceOf(Destination.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fw.acme.test", "FW.acme.test.", "fw.ACME.test:8443"})
    void reachesAListedNameWhereverItIs(String entry) {
        var destinations = new Destinations(entry, host -> addresses("10.0.0.5"));

        assertThat(destinations.find("Fw.Acme.Test.", 8443)).isInstanceOf(Destination.Reachable.class);
        assertThat(destinations.find("other.acme.test", 8443)).isInstanceOf(Destination.Refused.class);
    }

    @Test
    void refusesANameOfWhichOneAddressIsClosed() {
        var destinations = new Destinations("", host -> addresses("203.0.113.7", "127.0.0.1"));

        assertThat(destinations.find("two.example", 443)).isInstanceOf(Destination.Refused.class);
    }

    @Test
    void connectsToTheListedAddressesOnly() {
        var destinations = new Destinations("127.0.0.1", host -> addresses("::1", "127.0.0.1"));

        assertThat(destinations.find("localhost", 80))
                .isEqualTo(new Destination.Reachable(
                        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80)), true));
    }

    @Test
    void saysThatANameIsUnknown() {
        var destinations = new Destinations("", host -> {
            throw new UnknownHostException(host);
        });

        assertThat(destinations.find("nowhere.example", 443)).isInstanceOf(Destination.Unresolved.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fw.acme.test",
                "10.0.0.0/33",
                "10.0.0.1:0",
                "10.0.0.1:65536",
                "10.0.0.*",
                "10.1",
                "8443",
                "fw acme",
                "*",
                "[10.0.0.1",
                "-x.test"
            })
    void namesTheEntryThatItCannotRead(String entry) {
        assertThatThrownBy(() -> new Destinations(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CORDON_OUTBOUND_ALLOW")
                .hasMessageContaining("'" + entry + "'");
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            addresses.addAll(List.of(InetAddress.getAllByName(literal)));
        }
        return addresses.toArray(InetAddress[]::new);
    }
}
