package io.cordon.alert.reading;

import io.cordon.alert.AlertReader;

/** The mappings of this repository, read once. */
public final class Mappings {

    static final SourceMappings SHIPPED = new SourceMappings("rules");
    static final MappedAlertReader READER = new MappedAlertReader(SHIPPED);

    private Mappings() {}

    public static AlertReader reader() {
        return READER;
    }
}
