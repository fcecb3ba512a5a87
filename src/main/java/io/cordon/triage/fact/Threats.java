package io.cordon.triage.fact;

import java.util.List;
import java.util.Set;

/** What the alert's fields call the threat that was found. A title says it too, but may as well name a file. */
public final class Threats {

    /**
     * Where the product itself says so. The mappings read these at their paths and before all others, so that no list
     * of names and values adds to them and no number of fields crowds them out. Not SentinelOne's threatInfo.threatName:
     * that is the file's name, which whoever attacks gives.
     */
    private static final Set<String> OWN = Set.of(
            "threatName",
            "threat_name",
            "threat.name",
            "malwareName",
            "malware_name",
            "malware.name",
            "virusName",
            "virus_name",
            "virus.name",
            "detectionName",
            "detection_name",
            "detection.name",
            "data.win.eventdata.threat Name");

    /** What is called so anywhere. */
    private static final Set<String> ANYWHERE = Set.of(
            "threat",
            "threatname",
            "threatfamily",
            "threatfamilyname",
            "malware",
            "malwarename",
            "malwarefamily",
            "virus",
            "virusname",
            "detectionname");

    private final boolean named;
    private final List<Words> names;

    Threats(Attributes attributes) {
        this.named = !attributes.all(OWN).isEmpty();
        this.names = attributes.allCalled(ANYWHERE).stream().map(Words::of).toList();
    }

    /** Whether a field of the product's own names one. */
    public boolean isNamed() {
        return named;
    }

    /** Whether all of them, as far as there are any, have this word; write it lower case. */
    public boolean allSay(String word) {
        return names.stream().allMatch(name -> name.has(word));
    }

    /** Whether none of them has a word but these; write them lower case. */
    public boolean haveOnly(String... words) {
        return names.stream().allMatch(name -> name.areAmong(words));
    }
}
