package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTests {

    private static final List<String> NAMES = List.of("cordon", "acme", "anna.ames");

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "Passw0rd1", "qwertyuiop", "aaaaaaaaaaaa", "12345678", "anna.ames", "cordon123"})
    void whatIsGuessedIsRefused(String password) {
        assertThat(PasswordRule.refusal(password, NAMES).orElse("")).contains("hard to guess");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "a password of Bert's own",
                "Nebelkrähe und Kaffee",
                "x7#Kq9!vLm2"
            })
    void whatIsHardToGuessIsTaken(String password) {
        assertThat(PasswordRule.refusal(password, NAMES)).isEmpty();
    }

    @Test
    void aLongOneIsAsHardToGuessAsItsHardestPart() {
        String simple = "a".repeat(80);
        assertThat(PasswordRule.refusal(simple, NAMES)).isNotEmpty();
        assertThat(PasswordRule.refusal("password".repeat(25), NAMES)).isNotEmpty();
        assertThat(PasswordRule.refusal(simple + "Nebelkrähe und Kaffee", NAMES))
                .isEmpty();
        assertThat(PasswordRule.refusal("4@8({[<369&#!1|0$5+7%2".repeat(9), NAMES))
                .isEmpty();
    }

    @Test
    void aLengthIsSaidAsItWasExpected() {
        assertThat(PasswordRule.refusal("short", NAMES)).contains("Expected 8 to 200 characters, but got 5.");
        assertThat(PasswordRule.refusal("x".repeat(201), NAMES)).contains("Expected 8 to 200 characters, but got 201.");
    }
}
