package io.cordon.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SayingTests {

    private final Saying german =
            Saying.in(Language.DE, Map.of("Contain", "Eindämmen", "Block the addresses", "Adressen sperren"));

    @Test
    void aRefusalOnTheTimelineIsSaidWithItsReason() {
        assertThat(german.told("isolate_host 10.0.4.18: refused. No enabled connector of the organisation serves"
                        + " isolate_host. Set one up, or enable it."))
                .isEqualTo("Rechner isolieren: 10.0.4.18: von Cordon verweigert. Kein aktiver Konnektor der"
                        + " Organisation kann „Rechner isolieren“. Richten Sie einen ein, oder aktivieren Sie einen.");
    }

    @Test
    void whatAPersonDeniedIsNotWhatCordonRefused() {
        assertThat(german.told("block_ip 203.0.113.7 by edge: refused. Denied: it is ours"))
                .isEqualTo("Adresse sperren: 203.0.113.7 durch edge: abgelehnt. it is ours");
    }

    @Test
    void theStepThatAskedIsCalledAsItsAuthorCallsIt() {
        assertThat(german.told("block_ip 203.0.113.7 by block-lists: asked for. Playbook Contain: Block the addresses"))
                .endsWith("angefordert. Playbook Eindämmen: Adressen sperren");
    }

    @Test
    void sentencesThatFollowEachOtherAreSaidEachByItself() {
        assertThat(german.told("Left for people. 1 of 2 actions holds; 1 refused."))
                .isEqualTo("Den Menschen überlassen. 1 von 2 Maßnahmen wirkt; 1 verweigert oder abgelehnt.");
        assertThat(german.told("Looked again. The effect is not there yet."))
                .isEqualTo("Noch einmal nachgesehen. Die Wirkung ist noch nicht da.");
    }

    @Test
    void whyAnIncidentWasOpenedIsSaid() {
        Saying withRule = Saying.in(Language.DE, Map.of("It is bad.", "Es ist schlimm.", "Bad things", "Schlimmes"));

        assertThat(withRule.told(
                        "Opened by the alert 'ET <b>' from suricata. Critical, command and control, an incident:"
                                + " It is bad. Without the rule “Bad things” it would be high, malware, logged."))
                .isEqualTo("Eröffnet durch den Alarm „ET <b>“ von suricata. Kritisch, C2-Kommunikation, ein Vorfall: Es"
                        + " ist schlimm. Ohne die Regel „Schlimmes“ wäre es hoch, Schadsoftware, nur protokolliert.");
    }

    @Test
    void aListEndsWithItsSentence() {
        assertThat(german.told(
                        "Of 2 actions asked for: 1 in force and verified, 1 refused. 0 of 6 tasks asked of people"
                                + " were completed."))
                .isEqualTo("Von 2 angeforderten Maßnahmen: 1 wirksam und belegt, 1 verweigert oder abgelehnt. 0 von 6"
                        + " Aufgaben für Menschen wurden erledigt.");
    }

    @Test
    void aLettersSubjectIsSaid() {
        assertThat(german.told("Kept for Anna <anna@acme.example> (no mail server was set up): [acme #2 critical] New:"
                        + " ET MALWARE"))
                .isEqualTo("Für Anna <anna@acme.example> aufgehoben (kein Mailserver eingerichtet): [acme #2 kritisch]"
                        + " Neu: ET MALWARE");
    }

    @Test
    void everyReasonOfAQuestionIsSaid() {
        assertThat(german.told(
                        "Waits for approval by 1 of the client and 2 of the provider: the client's grant asks for"
                            + " approval; the grant's limit of 5 an hour is reached. But by the document people nobody"
                            + " of the client may approve it beside acme/anna, who asked: give somebody the role lead"
                            + " or admin, or the function containment-approval."))
                .startsWith("Wartet auf Freigabe durch 1 vom Kunden und 2 vom Dienstleister: die Befugnis des Kunden"
                        + " verlangt eine Freigabe; die Grenze der Befugnis von 5 je Stunde ist erreicht. Doch")
                .contains("niemand beim Kunden");
    }

    @Test
    void whatPeopleTypedStays() {
        assertThat(german.told("Status changed from open to contained. Everybody is safe."))
                .isEqualTo("Status von offen auf eingedämmt geändert. Everybody is safe.");
        assertThat(german.told("failed")).isEqualTo("failed");
        assertThat(german.known("The cat sat on the mat.")).isEmpty();
    }

    @Test
    void textsThatAttackersChooseTakeNoTime() {
        String title = "' from x. by y: asked for. ".repeat(20_000);

        assertThat(german.told("Opened by the alert '" + title + "' from suricata. Nothing known."))
                .isNotEmpty();
        assertThat(german.told("block_ip " + title)).isNotEmpty();
    }

    @Test
    void aSentenceWithinASentenceThousandsOfTimesStays() {
        String nested = "Reason: ".repeat(20_000);

        assertThat(german.told(nested)).isEqualTo(nested);
        assertThat(german.told(nested.substring(0, 1_992))).contains("Reason");
    }

    @Test
    void theCataloguesHaveTheSamePlaces() {
        Map<String, String> english = Catalogues.of(Language.EN).sentences();
        Map<String, String> translated = Catalogues.of(Language.DE).sentences();

        assertThat(translated.keySet()).isEqualTo(english.keySet());
        translated.forEach((key, sentence) ->
                assertThat(places(english.getOrDefault(key, ""))).as(key).containsAll(places(sentence)));
    }

    private static Set<String> places(String text) {
        return Pattern.compile("\\{(\\w+)}")
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
