package io.cordon.organisation;

import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers as if there were no example clients, for those who ask for that. */
@Component
public class ExamplesLeftOut {

    private final Organisations organisations;
    private final ActingFor actingFor;

    ExamplesLeftOut(Organisations organisations, ActingFor actingFor) {
        this.organisations = organisations;
        this.actingFor = actingFor;
    }

    /**
     * Does the work for whom this thread acts for.
     *
     * @param examples false to leave out the example clients among them
     */
    public <T extends @Nullable Object> T call(@Nullable Boolean examples, Supplier<T> work) {
        if (examples == null || examples) {
            return work.get();
        }
        Set<OrganisationId> real = new HashSet<>(ActingFor.current());
        real.removeAll(organisations.examples());
        return actingFor.call(real, work);
    }
}
