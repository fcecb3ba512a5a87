package io.cordon.triage;

import io.cordon.alert.AlertReader;
import io.cordon.alert.History;
import io.cordon.alert.ReadAlert;
import io.cordon.alert.Reading;
import io.cordon.triage.fact.AlertFact;
import io.cordon.triage.fact.HistoryFact;
import io.cordon.triage.fact.Recommendation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads and judges an alert of its own as soon as the rules are there, beside the rest of the start, and forgets it:
 * what Java and the rules' engine do at the very first alert is done before somebody's first alert comes. No figure
 * counts it, and nothing of it is kept.
 */
@Component
class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    /** Its server is of RFC 5737, which nobody has. */
    private static final String ALERT = """
        {"timestamp":"2026-01-01T00:00:00.000000+0000","event_type":"alert","src_ip":"10.0.0.1","src_port":49152,
         "dest_ip":"198.51.100.1","dest_port":443,"proto":"TCP","direction":"to_server",
         "alert":{"action":"allowed","gid":1,"signature_id":1,"rev":1,"severity":1,"signature":"ET MALWARE A rehearsal CnC Checkin",
           "category":"Malware Command and Control Activity Detected"}}
        """;

    Rehearsal(Rulebook rulebook, AlertReader reader, Clock clock) {
        Thread.ofPlatform().daemon().name("rehearsal").start(() -> {
            try {
                var unused = rehearse(rulebook.rules(), reader, clock);
            } catch (CompletionException e) {
                LOG.debug("Expected rules to rehearse with, but the start fails for want of them", e);
            } catch (RuntimeException e) {
                LOG.info("Nothing was rehearsed, so the first alert takes longer: {}", e.getMessage());
                LOG.debug("The rehearsal", e);
            }
        });
    }

    /** What the rules say about it. */
    static Recommendation rehearse(RuleSet rules, AlertReader reader, Clock clock) {
        Recommendation recommendation = new Recommendation();
        rules.judge(facts(read(reader, clock)), recommendation);
        return recommendation;
    }

    private static ReadAlert read(AlertReader reader, Clock clock) {
        byte[] body = ALERT.getBytes(StandardCharsets.UTF_8);
        Reading reading = reader.read(AlertReader.AUTO, "application/json", body, clock.instant());
        if (reading instanceof Reading.Items items
                && items.items().getFirst() instanceof Reading.Read(int index, ReadAlert alert)) {
            return alert;
        }
        throw new IllegalStateException(
                "Expected a source that reads an alert as Suricata sends it, but got " + reading);
    }

    /** Of nobody: without contract, assets or history. */
    private static List<Object> facts(ReadAlert alert) {
        List<Object> facts = new ArrayList<>();
        facts.add(new AlertFact(alert, address -> false));
        Circumstances.entities(alert).forEach(entity -> facts.add(new HistoryFact(entity, History.NONE, alert)));
        return facts;
    }
}
