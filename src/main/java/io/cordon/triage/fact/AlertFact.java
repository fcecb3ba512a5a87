package io.cordon.triage.fact;

import inet.ipaddr.IPAddress;
import io.cordon.alert.EntityKind;
import io.cordon.alert.ReadAlert;
import io.cordon.organisation.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The alert as rules see it. Words and phrases are compared word by word and without regard to case; a search
 * answers with the phrase it found, so that the explanation can show it, or null.
 */
public final class AlertFact {

    private final ReadAlert alert;
    private final Set<String> signals;
    private final Set<String> tactics;
    private final List<String> externalAddresses;
    private final List<String> internalAddresses;
    private final Words title;
    private final Words titleAndSignals;
    private @Nullable Words everything;
    private @Nullable Attributes attributes;

    /** @param ownAddress whether an address belongs to the organisation although it is a public one */
    public AlertFact(ReadAlert alert, Predicate<String> ownAddress) {
        this.alert = alert;
        this.signals = alert.signals();
        this.tactics = Tactics.of(alert.techniques());
        List<String> external = new ArrayList<>();
        List<String> internal = new ArrayList<>();
        for (String text : getIps()) {
            IPAddress address = Addresses.read(text);
            if (address != null) {
                (Addresses.isPrivate(address) || ownAddress.test(text) ? internal : external).add(text);
            }
        }
        this.externalAddresses = List.copyOf(external);
        this.internalAddresses = List.copyOf(internal);
        this.title = Words.of(alert.title());
        List<String> named = new ArrayList<>(signals.size() + 1);
        named.add(alert.title());
        named.addAll(signals);
        this.titleAndSignals = Words.of(named);
    }

    /** The mapping's name, such as {@code suricata-eve}. */
    public String getSource() {
        return alert.source();
    }

    /** {@code ids edr siem firewall identity cloud scanner fim backup mail web other}. */
    public String getKind() {
        return alert.kind();
    }

    public String getTitle() {
        return alert.title();
    }

    public String getText() {
        return alert.text();
    }

    /** The product's id of the detection; empty where it gives none. */
    public String getSignature() {
        return alert.signature() == null ? "" : alert.signature();
    }

    /** The product's classes, groups and tags, lower case. */
    public Set<String> getSignals() {
        return signals;
    }

    /** How bad the product says it is. */
    public Severity getSeverity() {
        return alert.severity();
    }

    /** ATT&CK ids that the product names. */
    public Set<String> getTechniques() {
        return alert.techniques();
    }

    /** ATT&CK tactics of these techniques, such as {@code lateral-movement}. */
    public Set<String> getTactics() {
        return tactics;
    }

    /** {@code new updated resolved remediated sample}. */
    public String getState() {
        return alert.state().name().toLowerCase(Locale.ROOT);
    }

    /** Whether the product says that it stopped the activity itself. */
    public boolean isBlocked() {
        return alert.blocked();
    }

    public List<String> getHosts() {
        return alert.entities().of(EntityKind.HOST);
    }

    public List<String> getUsers() {
        return alert.entities().of(EntityKind.USER);
    }

    public List<String> getIps() {
        return alert.entities().of(EntityKind.IP);
    }

    public List<String> getDomains() {
        return alert.entities().of(EntityKind.DOMAIN);
    }

    public List<String> getUrls() {
        return alert.entities().of(EntityKind.URL);
    }

    public List<String> getHashes() {
        return alert.entities().of(EntityKind.HASH);
    }

    public List<String> getFiles() {
        return alert.entities().of(EntityKind.FILE);
    }

    public List<String> getProcesses() {
        return alert.entities().of(EntityKind.PROCESS);
    }

    public List<String> getEmails() {
        return alert.entities().of(EntityKind.EMAIL);
    }

    /** Values of entities that the product says act against us. */
    public Set<String> getAttackers() {
        return alert.attackers();
    }

    /** Values of entities that are acted against. */
    public Set<String> getTargets() {
        return alert.targets();
    }

    /** Those of them that an inventory can hold; a file is its host's. */
    public Set<String> getTargetsBesidesFiles() {
        // NB: whoever attacks may call a file as a host is called, which stays a target.
        Set<String> others = new HashSet<>();
        alert.entities().byKind().forEach((kind, values) -> {
            if (kind != EntityKind.FILE) {
                others.addAll(values);
            }
        });
        Set<String> targets = new HashSet<>(alert.targets());
        targets.removeIf(target -> getFiles().contains(target) && !others.contains(target));
        return targets;
    }

    /**
     * Whether a field of the product's own names each of these attackers or targets, and not only free text, a header
     * or a tag, which whoever attacks may write.
     */
    public boolean ownFieldsName(Collection<String> values) {
        return values.stream().noneMatch(alert.quoted()::contains);
    }

    public Threats getThreats() {
        return new Threats(attributes());
    }

    /** Addresses that are neither private nor the organisation's own. */
    public List<String> getExternalAddresses() {
        return externalAddresses;
    }

    public List<String> getInternalAddresses() {
        return internalAddresses;
    }

    /** Whether something inside and something outside speak with each other. */
    public boolean isCrossingTheBorder() {
        return !externalAddresses.isEmpty()
                && (!internalAddresses.isEmpty() || !getHosts().isEmpty());
    }

    /** Whether everything that acts against us has an address outside. */
    public boolean isFromOutside() {
        return externalAddresses.stream().anyMatch(alert.attackers()::contains)
                && internalAddresses.stream().noneMatch(alert.attackers()::contains);
    }

    /** The first value of a further field, by its dotted name without regard to case; null where it has none. */
    public @Nullable String attribute(String name) {
        return attributes().get(name);
    }

    /** The first of these further fields that has this value, be it in any element of an array; null for none. */
    public @Nullable String fieldWith(String value, String... names) {
        return attributes().with(value, names);
    }

    /** The first of these further fields of which a value begins so, with regard to case; null for none. */
    public @Nullable String fieldBeginning(String beginning, String... names) {
        return attributes().beginningWith(beginning, names);
    }

    /** The first of these further fields that is a mail address in no domain of the alert's users; null for none. */
    public @Nullable String addressOutside(String... names) {
        return attributes().addressOutside(getUsers(), names);
    }

    /** Whether any value of a further field is a number, and at least this. */
    public boolean reaches(String name, double bound) {
        return attributes().reaches(name, bound);
    }

    /** The first of these phrases that stands in the title; null for none. */
    public @Nullable String titled(String... phrases) {
        return title.find(phrases);
    }

    /** Whether the title has no words but these; write them lower case. */
    public boolean titledOnlyWith(String... words) {
        return title.areAmong(words);
    }

    /** The first of these phrases that stands in the title or in a signal; null for none. */
    public @Nullable String says(String... phrases) {
        return titleAndSignals.find(phrases);
    }

    /** The same, in the further text too: for phrases that no harmless description contains. */
    public @Nullable String mentions(String... phrases) {
        String found = titleAndSignals.find(phrases);
        return found == null ? everything().find(phrases) : found;
    }

    /** The first of these signals that the alert carries, compared whole; null for none. */
    public @Nullable String signalled(String... wanted) {
        for (String signal : wanted) {
            if (signals.contains(signal)) {
                return signal;
            }
        }
        return null;
    }

    /** The first of these techniques that the product names; a parent stands for its sub-techniques. */
    public @Nullable String technique(String... wanted) {
        for (String technique : wanted) {
            for (String named : alert.techniques()) {
                if (named.startsWith(technique)
                        && (named.length() == technique.length() || named.charAt(technique.length()) == '.')) {
                    return named;
                }
            }
        }
        return null;
    }

    /**
     * The first file of the alert that is one of these or lies below one. Slashes both ways and without regard to
     * case; write the places lower case with {@code /}.
     */
    public @Nullable String fileUnder(String... places) {
        for (String file : getFiles()) {
            String path = path(file);
            for (String place : places) {
                if (path.startsWith(place) && (path.length() == place.length() || path.charAt(place.length()) == '/')) {
                    return file;
                }
            }
        }
        return null;
    }

    /** Whether the alert names no file but such as are called so, wherever they lie; write the names lower case. */
    public boolean filesCalledOnly(String... names) {
        return getFiles().stream()
                .map(AlertFact::path)
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .allMatch(List.of(names)::contains);
    }

    private static String path(String file) {
        return file.replace('\\', '/').toLowerCase(Locale.ROOT);
    }

    /** Whether the alert names hashes, and every one of them is among these; write them lower case. */
    public boolean allHashesAmong(String... known) {
        return !getHashes().isEmpty() && List.of(known).containsAll(getHashes());
    }

    /** CVE ids in title, signals and text. */
    public Set<String> getCves() {
        return everything().cves();
    }

    private Attributes attributes() {
        Attributes further = attributes;
        if (further == null) {
            further = new Attributes(alert.attributes());
            attributes = further;
        }
        return further;
    }

    private Words everything() {
        Words words = everything;
        if (words == null) {
            List<String> texts = new ArrayList<>(signals);
            texts.add(alert.title());
            texts.add(alert.text());
            words = Words.of(texts);
            everything = words;
        }
        return words;
    }

    @Override
    public String toString() {
        return "alert '" + alert.title() + "'";
    }
}
