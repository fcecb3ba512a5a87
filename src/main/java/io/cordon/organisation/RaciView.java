package io.cordon.organisation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cordon.api.Versioned;
import java.util.List;

/**
 * A matrix and what it leaves open: whoever writes one that forgets a function reads it at once.
 *
 * @param gaps what nobody does or answers for, as among the organisation's gaps
 */
record RaciView(@JsonUnwrapped Stored<Raci> stored, List<Gap> gaps) implements Versioned {

    static RaciView of(Stored<Raci> stored) {
        return new RaciView(stored, stored.document().gaps());
    }

    @Override
    public int version() {
        return stored.version();
    }
}
