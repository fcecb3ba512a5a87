package io.cordon;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulithTests {

    @Test
    void modulesUseOnlyWhatTheySayTheyUse() {
        ApplicationModules.of(CordonApplication.class).verify();
    }
}
