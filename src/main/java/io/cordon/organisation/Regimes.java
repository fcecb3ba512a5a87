package io.cordon.organisation;

import io.cordon.api.Finding;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The document {@code regimes}: which duties to notify apply to the client. */
record Regimes(List<String> regimes) implements Document {

    static final Regimes NONE = new Regimes(List.of());

    /** The regimes whose clocks we know. */
    static final Set<String> KNOWN = Set.of(
            "hipaa",
            "pci-dss",
            "sec-8k",
            "circia",
            "dfars",
            "gdpr",
            "nis2",
            "apra-cps-234",
            "ndb",
            "au-ransomware-payment");

    static Regimes read(JsonNode document, List<Finding> findings) {
        Fields fields = Fields.of(document, findings);
        List<String> regimes = fields.texts("regimes", 63);
        if (!fields.has("regimes")) {
            fields.finding("regimes", "Expected a list, but the field is missing.");
        }
        fields.alsoKnown(Stored.ENVELOPE);
        fields.nothingElse();
        return new Regimes(regimes.stream().distinct().toList());
    }
}
