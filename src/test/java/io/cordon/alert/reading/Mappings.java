package io.cordon.alert.reading;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;

/** The mappings of this repository, read once. */
final class Mappings {

    static final SourceMappings SHIPPED = new SourceMappings(Path.of("rules"));
    static final MappedAlertReader READER = new MappedAlertReader(SHIPPED, new SimpleMeterRegistry());

    private Mappings() {}
}
