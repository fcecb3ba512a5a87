package io.cordon.organisation;

import io.cordon.api.Finding;
import io.cordon.audit.AuditTrail;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a client known, or changes what an organisation is called and where it is. */
@Service
class SettingUpOrganisation {

    private final Organisations organisations;
    private final ProviderAccess providerAccess;
    private final AuditTrail audit;
    private final ActingFor actingFor;
    private final ApplicationEventPublisher events;

    SettingUpOrganisation(
            Organisations organisations,
            ProviderAccess providerAccess,
            AuditTrail audit,
            ActingFor actingFor,
            ApplicationEventPublisher events) {
        this.organisations = organisations;
        this.providerAccess = providerAccess;
        this.audit = audit;
        this.actingFor = actingFor;
        this.events = events;
    }

    /** What became of the wish. */
    sealed interface Outcome {
        /** It is there now, and was not before. */
        record Added(Organisation organisation) implements Outcome {}

        record Changed(Organisation organisation) implements Outcome {}

        /** The caller wanted a new one, and somebody has that id already. */
        record Taken() implements Outcome {}

        record Invalid(List<Finding> findings) implements Outcome {}

        /** There is one that the caller does not reach, or the caller may make none. */
        record OutOfReach() implements Outcome {}
    }

    /** @param onlyNew whether to leave what is there as it is */
    @Transactional
    Outcome put(Organisation wanted, boolean onlyNew, Caller caller) {
        if (!caller.reaches(wanted.id())) {
            return caller.party() == Party.PROVIDER ? add(wanted, onlyNew, caller) : new Outcome.OutOfReach();
        }
        if (onlyNew) {
            return new Outcome.Taken();
        }
        return actingFor.call(wanted.id(), () -> {
            Organisation before = organisations.find(wanted.id()).orElseThrow();
            if (before.kind() != wanted.kind()) {
                return wrongKind(before.id(), before.kind());
            }
            organisations.change(wanted);
            record(wanted, caller, "organisation-changed");
            return new Outcome.Changed(organisations.find(wanted.id()).orElseThrow());
        });
    }

    private Outcome add(Organisation wanted, boolean onlyNew, Caller caller) {
        if (wanted.kind() != Party.CLIENT) {
            return wrongKind(wanted.id(), Party.CLIENT);
        }
        return actingFor.call(wanted.id(), () -> {
            if (!(wanted.example() ? organisations.addExample(wanted) : organisations.add(wanted))) {
                return onlyNew ? new Outcome.Taken() : new Outcome.OutOfReach();
            }
            providerAccess.grant(wanted.id(), caller.name());
            record(wanted, caller, "organisation-added");
            audit.append(
                    wanted.id(), caller.name(), "provider-access-granted", "organisation:" + wanted.id(), Map.of());
            events.publishEvent(new ReachChanged(wanted.id()));
            return new Outcome.Added(wanted);
        });
    }

    private void record(Organisation organisation, Caller caller, String action) {
        audit.append(
                organisation.id(),
                caller.name(),
                action,
                "organisation:" + organisation.id(),
                Map.of(
                        "name",
                        organisation.name(),
                        "timeZone",
                        organisation.timeZone().getId(),
                        "country",
                        String.valueOf(organisation.country())));
    }

    private static Outcome wrongKind(OrganisationId id, Party kind) {
        return new Outcome.Invalid(List.of(new Finding(
                "kind",
                "Expected '" + kind.id() + "' for organisation " + id
                        + ": there is exactly one provider, and an organisation never changes sides.")));
    }
}
