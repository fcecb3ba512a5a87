package io.cordon.alert.reading;

import io.cordon.alert.AlertReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** The mappings of this repository, read once. */
public final class Mappings {

    static final SourceMappings SHIPPED = new SourceMappings("rules");
    static final MappedAlertReader READER = new MappedAlertReader(SHIPPED, new SimpleMeterRegistry());

    private Mappings() {}

    public static AlertReader reader() {
        return READER;
    }
}
