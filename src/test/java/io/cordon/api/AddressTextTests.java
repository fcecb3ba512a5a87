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
                "organizations/325169835352",
                "192.0.2.1/0002147483648",
                "192.0.2.1/00004294967296",
                "192.0.2.1/1000"
            })
    void takesNoNumberBehindASlashForAPrefixThatIsTooLongToBeOne(String text) {
        assertThat(AddressText.ofHost(text)).isNull();
        assertThat(AddressText.read(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/0024", "10.0.0.0/024", "10.0.0.0/00000000000000000000024"})
    void takesALengthByItsValueAndNotByItsDigits(String text) {
        assertThat(AddressText.read(text)).hasToString("10.0.0.0/24");
    }

    @Test
    void readsWhatIsAnAddress() {
        assertThat(AddressText.read("192.0.2.0/24")).hasToString("192.0.2.0/24");
        assertThat(AddressText.ofHost("[2001:db8::1]:443")).hasToString("2001:db8::1");
        assertThat(AddressText.ofHost("web-1.acme.example")).isNull();
    }
}
