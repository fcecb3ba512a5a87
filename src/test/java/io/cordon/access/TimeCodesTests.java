package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;

class TimeCodesTests {

    private static final String SECRET =
            Base32.toBase32String("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** RFC 6238, appendix B, of which six digits are shown. */
    @Test
    void codesAreThoseOfTheStandard() {
        assertThat(TimeCodes.code(SECRET, 59 / 30)).isEqualTo("287082");
        assertThat(TimeCodes.code(SECRET, 1111111109 / 30)).isEqualTo("081804");
        assertThat(TimeCodes.code(SECRET, 20000000000L / 30)).isEqualTo("353130");
    }

    @Test
    void aCodeIsTakenHalfAMinuteEarlyOrLateAndOnce() {
        long step = 1000;
        Instant now = Instant.ofEpochSecond(step * 30 + 7);
        for (long near : new long[] {step - 1, step, step + 1}) {
            assertThat(TimeCodes.step(SECRET, TimeCodes.code(SECRET, near), now, 0))
                    .isEqualTo(OptionalLong.of(near));
        }
        assertThat(TimeCodes.step(SECRET, TimeCodes.code(SECRET, step - 2), now, 0))
                .isEmpty();
        assertThat(TimeCodes.step(SECRET, TimeCodes.code(SECRET, step + 2), now, 0))
                .isEmpty();
        assertThat(TimeCodes.step(SECRET, TimeCodes.code(SECRET, step), now, step))
                .isEmpty();
        assertThat(TimeCodes.step(SECRET, TimeCodes.code(SECRET, step - 1), now, step))
                .isEmpty();
        assertThat(TimeCodes.step(SECRET, "", now, 0)).isEmpty();
    }

    @Test
    void secretsAreLongAndNeverTheSame() {
        assertThat(TimeCodes.newSecret()).hasSize(32).isNotEqualTo(TimeCodes.newSecret());
    }

    @Test
    void anAppLearnsWhoseSecretItIs() {
        assertThat(TimeCodes.uri(SECRET, "acme/anna"))
                .isEqualTo("otpauth://totp/Cordon:acme%2Fanna?secret=" + SECRET
                        + "&issuer=Cordon&algorithm=SHA1&digits=6&period=30");
    }
}
