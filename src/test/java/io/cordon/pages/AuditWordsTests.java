package io.cordon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server writes into the trail, the pages say in words. */
class AuditWordsTests {

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyActionOfTheTrailHasWords(String language) throws IOException {
        Set<String> said = new TreeSet<>(
                Words.of("administration", language).at("/audit/actions").propertyNames());

        assertThat(AuditedActions.written())
                .contains("signed-in", "action-approved", "passkey-removed")
                .isEqualTo(said);
    }
}
