package io.cordon.organisation;

import io.cordon.api.AddressText;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The view over one set of versions. */
final class AgreedContract implements Contract {

    private final Standing standing;
    private final Texts texts;
    private final List<Person> clientPeople;
    private final List<Person> providerPeople;
    private final List<Grant> grants;
    private final List<Asset> assets;
    private final Map<String, List<Asset>> assetsByName = new HashMap<>();
    private final Map<String, Integer> versions;

    /** What stands beside the documents, and changes without a new version of one. */
    record Standing(Organisation organisation, @Nullable String killSwitch, boolean providerIsIn) {}

    /** The documents that the view is made from; people and on-call order come from both sides. */
    record Texts(
            People clientPeople,
            People providerPeople,
            Raci raci,
            Authority authority,
            ProtectedAssets protectedAssets,
            Assets assets,
            OnCall onCall,
            OnCall providerOnCall,
            BusinessCalendar calendar,
            ServiceLevels serviceLevels,
            Regimes regimes) {}

    AgreedContract(Standing standing, Texts texts, Map<String, Integer> versions) {
        this.standing = standing;
        this.texts = texts;
        this.versions = Map.copyOf(versions);
        Organisation organisation = standing.organisation();
        this.clientPeople =
                organisation.kind() == Party.CLIENT ? texts.clientPeople().of(organisation.id()) : List.of();
        this.providerPeople = standing.providerIsIn() ? texts.providerPeople().of(OrganisationId.PROVIDER) : List.of();
        this.grants =
                texts.authority().grants().stream().map(Authority.Entry::grant).toList();
        this.assets = texts.assets().assets().stream().map(Assets.Entry::asset).toList();
        for (Asset asset : assets) {
            Stream.concat(asset.names().stream(), asset.addresses().stream())
                    .map(AgreedContract::normal)
                    .distinct()
                    .forEach(name -> assetsByName
                            .computeIfAbsent(name, key -> new ArrayList<>())
                            .add(asset));
        }
    }

    /** The same view as things stand now. */
    AgreedContract as(Standing now) {
        return standing.equals(now) ? this : new AgreedContract(now, texts, versions);
    }

    /** False where the client has shut the provider out. */
    boolean providerIsIn() {
        return standing.providerIsIn();
    }

    @Override
    public Organisation organisation() {
        return standing.organisation();
    }

    @Override
    public List<Person> clientPeople() {
        return clientPeople;
    }

    @Override
    public List<Person> providerPeople() {
        return providerPeople;
    }

    @Override
    public Assignment assign(String function, Instant at) {
        Raci.Row row = texts.raci().row(function).orElseGet(() -> new Raci.Row(function, "", ""));
        Party accountable = row.party(Raci.Part.A).filter(this::isIn).orElse(null);
        // Without the provider, the client does everything itself: nothing may be left to nobody.
        Party responsible = row.party(Raci.Part.R)
                .filter(this::isIn)
                .orElseGet(
                        () -> accountable != null ? accountable : isIn(Party.PROVIDER) ? Party.PROVIDER : Party.CLIENT);
        return new Assignment(
                function,
                responsible,
                responsible(responsible, function, at),
                accountable,
                accountable == null ? null : accountable(accountable, function),
                standing(row, Raci.Part.C, function),
                standing(row, Raci.Part.I, function),
                versions.getOrDefault(DocumentKind.RACI.id(), 0));
    }

    @Override
    public List<Grant> grants(String verb) {
        return grants.stream().filter(grant -> grant.verb().equals(verb)).toList();
    }

    @Override
    public List<ProtectedEntry> protectedEntries() {
        return texts.protectedAssets().entries().stream()
                .map(ProtectedAssets.Entry::entry)
                .toList();
    }

    @Override
    public List<Asset> assets() {
        return assets;
    }

    @Override
    public List<Asset> assetsNamed(String nameOrAddress) {
        return List.copyOf(assetsByName.getOrDefault(normal(nameOrAddress), List.of()));
    }

    @Override
    public boolean isBusinessHours(Instant at) {
        return texts.calendar().isOpen(at);
    }

    @Override
    public Instant after(Instant start, int minutes, boolean businessClock) {
        Duration time = Duration.ofMinutes(minutes);
        return businessClock ? texts.calendar().after(start, time) : start.plus(time);
    }

    @Override
    public Instant afterWorkingDays(Instant start, int days) {
        return texts.calendar().afterWorkingDays(start, days);
    }

    @Override
    public ServiceLevel serviceLevel(Severity severity) {
        return texts.serviceLevels().of(severity);
    }

    @Override
    public List<String> regimes() {
        return texts.regimes().regimes();
    }

    @Override
    public Map<String, Integer> versions() {
        return versions;
    }

    @Override
    public Optional<String> killSwitch() {
        return Optional.ofNullable(standing.killSwitch());
    }

    Raci raci() {
        return texts.raci();
    }

    OnCall onCall() {
        return texts.onCall();
    }

    private boolean isIn(Party party) {
        return party == Party.CLIENT || standing.providerIsIn();
    }

    private List<Person> people(Party party) {
        return party == Party.CLIENT ? clientPeople : providerPeople;
    }

    private List<Person> responsible(Party party, String function, Instant at) {
        List<Person> working =
                people(party).stream().filter(AgreedContract::works).toList();
        OnCall order =
                texts.onCall().speaksFor(party) || party == Party.CLIENT ? texts.onCall() : texts.providerOnCall();
        List<Person> onCall = order.at(party, at).stream()
                .flatMap(id ->
                        working.stream().filter(person -> person.ref().id().equals(id)))
                .filter(person -> person.serves(function))
                .toList();
        if (!onCall.isEmpty()) {
            return onCall;
        }
        List<Person> serving =
                working.stream().filter(person -> person.serves(function)).toList();
        return serving.isEmpty() ? withAddress(party) : serving;
    }

    /** A lead before the others: who answers for something should be allowed to decide it. */
    private @Nullable Person accountable(Party party, String function) {
        List<Person> serving =
                people(party).stream().filter(person -> person.serves(function)).toList();
        List<Person> candidates = serving.isEmpty() ? people(party) : serving;
        List<Predicate<Person>> wishes = List.of(
                person -> person.roles().contains(Role.LEAD) && person.email() != null,
                person -> person.roles().contains(Role.ADMIN) && person.email() != null,
                person -> person.email() != null && works(person),
                AgreedContract::works);
        return wishes.stream()
                .flatMap(wish -> candidates.stream().filter(wish))
                .findFirst()
                .orElse(null);
    }

    private List<Person> standing(Raci.Row row, Raci.Part part, String function) {
        return Stream.of(Party.values())
                .filter(party -> row.is(party, part))
                .flatMap(party -> {
                    List<Person> serving = people(party).stream()
                            .filter(person -> works(person) && person.serves(function))
                            .toList();
                    return (serving.isEmpty() ? withAddress(party) : serving).stream();
                })
                .toList();
    }

    private List<Person> withAddress(Party party) {
        return people(party).stream().filter(person -> person.email() != null).toList();
    }

    // An auditor looks on: nothing is to be done by them.
    private static boolean works(Person person) {
        return !person.roles().equals(Set.of(Role.AUDITOR));
    }

    private static String normal(String nameOrAddress) {
        String name = nameOrAddress.strip().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        var address = AddressText.ofHost(plain);
        return address == null ? plain : address.toCanonicalString();
    }
}
