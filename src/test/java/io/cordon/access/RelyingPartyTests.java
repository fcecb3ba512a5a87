package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class RelyingPartyTests {

    @Test
    void passkeysAreForTheHostThatPeopleReachTheServerBy() {
        RelyingParty party = new RelyingParty("https://Cordon.acme.example:8443/");
        assertThat(party.id()).isEqualTo("cordon.acme.example");
        assertThat(party.canHavePasskeys()).isTrue();
        assertThat(party.origins(request("https", "cordon.acme.example", 8443)))
                .containsExactly("https://cordon.acme.example:8443");
        assertThat(new RelyingParty("https://cordon.acme.example:443")
                        .origins(request("https", "cordon.acme.example", 443)))
                .containsExactly("https://cordon.acme.example");
    }

    @Test
    void whatARequestSaysOfItsHostChangesNothing() {
        RelyingParty party = new RelyingParty("https://cordon.acme.example");
        for (String host : new String[] {"localhost", "evil.example"}) {
            assertThat(party.origins(request("http", host, 8080))).containsExactly("https://cordon.acme.example");
            assertThat(party.address(request("http", host, 8080))).isEqualTo("https://cordon.acme.example");
        }
    }

    @Test
    void onThisVeryMachineThePortIsTheRequestsOwn() {
        RelyingParty party = new RelyingParty("http://localhost:8080");
        assertThat(party.canHavePasskeys()).isTrue();
        assertThat(party.origins(request("http", "localhost", 41234)))
                .containsExactlyInAnyOrder("http://localhost:8080", "http://localhost:41234");
        assertThat(party.origins(request("http", "evil.example", 80))).containsExactly("http://localhost:8080");
    }

    @Test
    void browsersMakeNoPasskeysForAddressesOrWithoutTls() {
        for (String address : new String[] {
            "http://cordon.acme.example", "https://192.0.2.7", "https://[2001:db8::1]", "cordon.acme.example", ""
        }) {
            assertThat(new RelyingParty(address).canHavePasskeys()).as(address).isFalse();
        }
    }

    private static MockHttpServletRequest request(String scheme, String host, int port) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setScheme(scheme);
        request.setServerName(host);
        request.setServerPort(port);
        return request;
    }
}
