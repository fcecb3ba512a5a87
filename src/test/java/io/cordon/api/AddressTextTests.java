package io.cordon.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web/2147483648",
                "k8s/3047288152",
                "192.0.2.1/2147483648",
                "192.0.2.1/4294967296",
                "2001:db8::1/3047288152",
                "organizations/325169835352"
            })
    void takesNoNumberBehindASlashForAPrefixThatIsTooLongToBeOne(String text) {
        assertThat(AddressText.ofHost(text)).isNull();
        assertThat(AddressText.read(text)).isNull();
    }

    @Test
    void readsWhatIsAnAddress() {
        assertThat(AddressText.read("192.0.2.0/24")).hasToString("192.0.2.0/24");
        assertThat(AddressText.ofHost("[2001:db8::1]:443")).hasToString("2001:db8::1");
        assertThat(AddressText.ofHost("web-1.acme.example")).isNull();
    }
}
