package io.cordon.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TechniquesTests {

    private final Techniques techniques;

    TechniquesTests() throws IOException {
        techniques = new Techniques();
    }

    @Test
    void aSubTechniqueBearsItsParentsName() {
        assertThat(techniques.name("T1003.001")).isEqualTo("OS Credential Dumping: LSASS Memory");
        assertThat(techniques.name("T1003")).isEqualTo("OS Credential Dumping");
    }

    @Test
    void aSubTechniqueThatIsNotKnownStandsWhereItsParentDoes() {
        assertThat(techniques.name("T1003.999")).isEqualTo("OS Credential Dumping");
        assertThat(techniques.tactics("T1003.999")).containsExactly("credential-access");
    }

    @Test
    void whatIsNotKnownHasNeitherNameNorTactic() {
        assertThat(techniques.name("T1999.001")).isEmpty();
        assertThat(techniques.tactics("T1999.001")).isEmpty();
    }
}
