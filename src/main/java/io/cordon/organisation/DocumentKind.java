package io.cordon.organisation;

import io.cordon.api.Finding;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The kinds of documents that a contract is made of.
 *
 * @param id the document's name in the interface and in the database
 * @param reader reads what a caller wrote, and notes what is wrong with it
 * @param usual what holds where the document was never written
 */
record DocumentKind<D extends Document>(
        String id, Class<D> type, BiFunction<JsonNode, List<Finding>, D> reader, Function<Organisation, D> usual) {

    static final DocumentKind<People> PEOPLE =
            new DocumentKind<>("people", People.class, People::read, organisation -> People.NOBODY);
    static final DocumentKind<Raci> RACI =
            new DocumentKind<>("raci", Raci.class, Raci::read, organisation -> Raci.USUAL);
    static final DocumentKind<Authority> AUTHORITY =
            new DocumentKind<>("authority", Authority.class, Authority::read, organisation -> Authority.NONE);
    static final DocumentKind<ProtectedAssets> PROTECTED_ASSETS = new DocumentKind<>(
            "protected-assets", ProtectedAssets.class, ProtectedAssets::read, organisation -> ProtectedAssets.NONE);
    static final DocumentKind<Assets> ASSETS =
            new DocumentKind<>("assets", Assets.class, Assets::read, organisation -> Assets.NONE);
    static final DocumentKind<OnCall> ON_CALL =
            new DocumentKind<>("on-call", OnCall.class, OnCall::read, organisation -> OnCall.NOBODY);
    static final DocumentKind<BusinessCalendar> CALENDAR = new DocumentKind<>(
            "calendar",
            BusinessCalendar.class,
            BusinessCalendar::read,
            organisation -> BusinessCalendar.usual(organisation.timeZone()));
    static final DocumentKind<ServiceLevels> SERVICE_LEVELS = new DocumentKind<>(
            "service-levels", ServiceLevels.class, ServiceLevels::read, organisation -> ServiceLevels.USUAL);
    static final DocumentKind<Regimes> REGIMES =
            new DocumentKind<>("regimes", Regimes.class, Regimes::read, organisation -> Regimes.NONE);

    private static final List<DocumentKind<?>> ALL =
            List.of(PEOPLE, RACI, AUTHORITY, PROTECTED_ASSETS, ASSETS, ON_CALL, CALENDAR, SERVICE_LEVELS, REGIMES);

    static Optional<DocumentKind<?>> of(String id) {
        return ALL.stream().filter(kind -> kind.id().equals(id)).findFirst();
    }

    static Stream<String> ids() {
        return ALL.stream().map(DocumentKind::id);
    }
}
