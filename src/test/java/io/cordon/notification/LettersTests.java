package io.cordon.notification;

import static io.cordon.notification.Told.anna;
import static io.cordon.notification.Told.message;
import static io.cordon.notification.Told.ransomware;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.cordon.notification.Situation.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/mail");

    private final WritingLetters writing;

    LettersTests() throws IOException {
        writing = new WritingLetters(new Links("https://cordon.example/"), Clock.fixed(Told.NOW, ZoneOffset.UTC));
    }

    @Test
    void saysWhatHappenedHowBadWhatWasDoneWhatIsAskedAndByWhen() {
        Letter letter = writing.write(message("k", anna()), anna(), ransomware());

        assertThat(letter.subject())
                .isEqualTo("[acme #12 critical] New: ET MALWARE LockBit ransomware encrypting file share");
        for (String body : List.of(letter.text(), letter.html())) {
            assertThat(body)
                    .contains("LockBit", "act now", "Block address 203.0.113.77", "srv-files-01")
                    .containsIgnoringCase("waits for approval")
                    .contains("Acknowledge by Tue 3 Mar 2026, 03:17 UTC+11:00 (15 minutes from now)")
                    .contains("https://cordon.example/incidents/" + Told.INCIDENT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incident-opened",
                "severity-raised",
                "incident-contained",
                "incident-resolved",
                "escalation",
                "task-waiting",
                "approval-waiting",
                "question-asked",
                "question-answered",
                "mentioned",
                "report",
                "provider-shut-out"
            })
    void everyTemplateReadsWithAllItsValuesAndWithNone(String template) throws IOException {
        Letter full = writing.write(message(template, "k", everyValue(), anna()), anna(), ransomware());
        Letter bare = writing.write(message(template, "k", Map.of(), anna()), anna(), null);

        assertThat(full.text()).doesNotContain("null", "${", "[(", "[#").contains("LockBit");
        assertThat(full.html()).doesNotContain("null", "${", " th:").contains("LockBit");
        assertThat(bare.text()).doesNotContain("${", "[(", "[#").contains("https://cordon.example/");
        assertThat(bare.html()).doesNotContain("${", " th:").contains("https://cordon.example/");
        keep(template, full);
    }

    @Test
    void doesNotSayThatNobodyHasTakenWhatSomebodyHas() {
        Letter taken =
                writing.write(message("escalation", "k", Map.of("takenBy", "acme/bob"), anna()), anna(), ransomware());
        Letter untaken = writing.write(message("escalation", "k", Map.of(), anna()), anna(), ransomware());

        for (String body : List.of(taken.text(), taken.html())) {
            assertThat(body).contains("acme/bob", "It was taken").doesNotContain("Nobody has taken");
        }
        for (String body : List.of(untaken.text(), untaken.html())) {
            assertThat(body)
                    .contains("Nobody has taken this so far", "act now, whatever the hour")
                    .doesNotContain("It was taken");
        }
    }

    @Test
    void saysWhoOpenedAnIncidentAgainAndWhy() throws IOException {
        Situation opened = Told.openedAgain("By lars of acme: It still <b>beacons</b> to evil.example.");

        Letter again = writing.write(message("incident-opened", "k", Map.of("again", true), anna()), anna(), opened);
        Letter first = writing.write(message("incident-opened", "k", Map.of(), anna()), anna(), opened);

        assertThat(again.text())
                .contains("WHY IT WAS OPENED AGAIN\nBy lars of acme: It still <b>beacons</b> to evil[.]example.");
        assertThat(again.html()).contains("Why it was opened again", "still &lt;b&gt;beacons");
        assertThat(first.text()).doesNotContain("lars");
        assertThat(first.html()).doesNotContain("lars");
        keep("incident-opened-again", again);
    }

    @Test
    void saysOfAContainedIncidentWhichStepsAreStillOpen() throws IOException {
        Letter letter = about(
                "incident-contained",
                Told.standing(
                        Standing.SETTLED,
                        Standing.WAITS_FOR_APPROVAL,
                        Standing.WAITS_FOR_APPROVAL,
                        Standing.UNDER_WAY));

        assertThat(letter.subject()).isEqualTo("[acme #12 critical] Contained, 3 steps still open: LockBit");
        assertThat(letter.text()).contains("THE INCIDENT IS CONTAINED, 3 STEPS ARE STILL OPEN");
        assertThat(letter.html()).contains("<h1>The incident is contained, 3 steps are still open</h1>");
        for (String body : List.of(letter.text(), letter.html())) {
            assertThat(body)
                    .contains("3 of the steps below are still open: 2 wait for approval, 1 is under way. See which wait"
                            + " for approval, and approve or deny them. Check that the business still works")
                    .doesNotContain("None of the steps below waits", "not carried out");
        }
        keep("incident-contained-open", letter);
    }

    @Test
    void saysOfAContainedIncidentWhatNobodyKnowsAndWhatWasNotDone() {
        Letter letter = about("incident-contained", Told.standing(Standing.UNCERTAIN, Standing.NOT_DONE));

        assertThat(letter.subject()).endsWith("Contained, 1 step still open: LockBit");
        for (String body : List.of(letter.text(), letter.html())) {
            assertThat(body)
                    .containsIgnoringCase("The incident is contained, 1 step is still open")
                    .contains("1 of the steps below is still open: 1 is uncertain. Look at the target of what is"
                            + " uncertain: nobody knows whether it took effect. 1 of the steps below was not carried"
                            + " out: see why, and whether it is still needed.")
                    .doesNotContain("None of the steps below waits", "See which wait");
        }
    }

    @Test
    void promisesNothingOfAContainedIncidentWhoseStepsWereRefused() {
        Letter letter =
                about("incident-contained", Told.standing(Standing.SETTLED, Standing.NOT_DONE, Standing.NOT_DONE));

        assertThat(letter.subject()).endsWith("Contained: LockBit");
        for (String body : List.of(letter.text(), letter.html())) {
            assertThat(body)
                    .contains("2 of the steps below were not carried out: see why, and whether they are still needed.")
                    .doesNotContain("None of the steps below waits")
                    .doesNotContainIgnoringCase("still open");
        }
    }

    @Test
    void hurriesNobodyWhereTheIncidentIsContainedAndAllStepsHold() {
        Letter letter = about("incident-contained", Told.standing(Standing.SETTLED));

        assertThat(letter.subject()).endsWith("Contained: LockBit");
        for (String body : List.of(letter.text(), letter.html())) {
            assertThat(body)
                    .contains(
                            "None of the steps below waits for anybody; the tasks go on. Check that the business still"
                                    + " works",
                            "Critical.")
                    .doesNotContainIgnoringCase("still open")
                    .doesNotContain("act now");
        }
    }

    @Test
    void saysOfAnEndedIncidentWhatWasNeverCarriedOut() throws IOException {
        Situation ended = Told.standing(Standing.WITHDRAWN, Standing.SETTLED, Standing.WITHDRAWN);
        String never = "2 of the steps below were never carried out: the incident ended before they were approved and"
                + " sent. Whoever still wants them asks for them anew.";

        Letter byPlaybook = about("incident-resolved", ended);
        Letter byPerson = closedByAPerson(ended);

        for (String body : List.of(byPlaybook.text(), byPlaybook.html())) {
            assertThat(body).contains(never + " The report with").doesNotContain("Nothing more");
        }
        for (String body : List.of(byPerson.text(), byPerson.html())) {
            assertThat(body)
                    .contains(never + " The tasks about it are cancelled.")
                    .doesNotContain("The report with", "Nothing more");
        }
        keep("incident-resolved-withdrawn", byPerson);
    }

    @Test
    void saysOfAnEndedIncidentWhatIsLeftOfItsSteps() throws IOException {
        Situation ended = Told.standing(
                Standing.UNCERTAIN, Standing.UNDER_WAY, Standing.NOT_DONE, Standing.WITHDRAWN, Standing.SETTLED);
        String left = "2 of the steps below are still open: 1 is under way, 1 is uncertain. Look at the target of what"
                + " is uncertain: nobody knows whether it took effect. 1 of the steps below was not carried out: see"
                + " why, and whether it is still needed. 1 of the steps below was never carried out: the incident ended"
                + " before it was approved and sent. Whoever still wants it asks for it anew.";

        Letter byPlaybook = about("incident-resolved", ended);
        Letter byPerson = closedByAPerson(ended);

        assertThat(byPlaybook.subject()).endsWith("Resolved, 2 steps still open: LockBit");
        assertThat(byPerson.subject()).endsWith("Closed, 2 steps still open: LockBit");
        for (String body : List.of(byPlaybook.text(), byPlaybook.html())) {
            assertThat(body)
                    .containsIgnoringCase("The incident is resolved, 2 steps are still open")
                    .contains(left + " The report with")
                    .doesNotContain("Nothing more");
        }
        for (String body : List.of(byPerson.text(), byPerson.html())) {
            assertThat(body)
                    .containsIgnoringCase("The incident is closed, 2 steps are still open")
                    .contains(left + " The tasks about it are cancelled.")
                    .doesNotContain("Nothing more");
        }
        keep("incident-resolved-open", byPerson);
    }

    @Test
    void saysOfAnEndedIncidentThatNothingMoreIsNeededWhereNothingIsLeft() {
        Situation ended = Told.standing(Standing.SETTLED);
        Letter byPlaybook = about("incident-resolved", ended);
        Letter byPerson = closedByAPerson(ended);

        assertThat(byPlaybook.subject()).endsWith("Resolved: LockBit");
        for (String body : List.of(byPlaybook.text(), byPlaybook.html())) {
            assertThat(body)
                    .contains("Nothing more has to be done on your systems. The report with")
                    .doesNotContain("of the steps");
        }
        for (String body : List.of(byPerson.text(), byPerson.html())) {
            assertThat(body)
                    .contains("Nothing more has to be done on your systems. The tasks about it are cancelled.")
                    .doesNotContain("of the steps");
        }
    }

    private Letter closedByAPerson(Situation ended) {
        return writing.write(
                message(
                        "incident-resolved",
                        "k",
                        Map.of("asked", "The tasks about it are cancelled.", "ended", "closed"),
                        anna()),
                anna(),
                ended);
    }

    private Letter about(String template, Situation situation) {
        return writing.write(message(template, "k", Map.of(), anna()), anna(), situation);
    }

    private static void keep(String name, Letter letter) throws IOException {
        Path seen = Files.createDirectories(Path.of("target/letters"));
        Files.writeString(seen.resolve(name + ".html"), letter.html());
        Files.writeString(seen.resolve(name + ".txt"), letter.subject() + "\n\n" + letter.text());
    }

    @Test
    void makesNoLinkOfWhatAnAlertBrought() {
        String bait = "Download of http://evil.example/x and HTTPS://evil.example/y";

        Letter letter =
                writing.write(message("escalation", "k", Map.of("reason", bait), anna()), anna(), ransomware(bait));

        for (String body : List.of(letter.text(), letter.html())) {
            assertThat(body)
                    .doesNotContainPattern("(?i)https?://evil")
                    .contains("hxxp://evil[.]example/x", "hxxpS://evil[.]example/y")
                    .contains("https://cordon.example/incidents/" + Told.INCIDENT);
        }
        assertThat(letter.subject()).contains("hxxp://evil[.]example/x");
    }

    /** Left is what an alert says, right is what a reader sees. */
    @ParameterizedTest
    @CsvSource({
        "www.evil, www[.]evil",
        "WWW.Evil.COM/x?y=z.html, WWW[.]Evil[.]COM/x?y=z.html",
        "see cdn.evil.co.uk., see cdn[.]evil[.]co[.]uk.",
        "to x@evil.com, to x@evil[.]com",
        "ftp://files.evil.ru:21, ftp://files[.]evil[.]ru:21",
        "b\u00fccher.de, b\u00fccher[.]de",
        "\u5b98\u7f51\u3002\u4e2d\u56fd, \u5b98\u7f51[.]\u4e2d\u56fd",
        "www.ck, www[.]ck",
        "setup.zip, setup[.]zip",
        "203.0.113.77, 203.0.113.77",
        "j.miller, j.miller",
        "T1059.001, T1059.001",
        "srv-files-01.acme.local, srv-files-01.acme.local",
        "invoice.pdf.exe, invoice.pdf.exe",
        "version 1.2.3., version 1.2.3."
    })
    void writesDomainsAsTheFieldDoesAndLeavesOtherNamesAlone(String raw, String shown) {
        assertThat(Defanged.of(raw)).isEqualTo(shown);
        assertThat(Defanged.of(shown)).isEqualTo(shown);
    }

    @Test
    void aLongNameTakesNoLongTime() {
        String dots = "a.".repeat(100_000);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Defanged.of(dots + "\u0000" + "a".repeat(200_000)));
    }

    @Test
    void linksWhateverIsAboutAnIncidentToItsPage() {
        for (String template : List.of("task-waiting", "escalation", "incident-opened")) {
            Letter letter = writing.write(message(template, "k", everyValue(), anna()), anna(), ransomware());

            assertThat(letter.text()).contains("https://cordon.example/incidents/" + Told.INCIDENT);
            assertThat(letter.html())
                    .contains("href=\"https://cordon.example/incidents/" + Told.INCIDENT + "\"")
                    .doesNotContain("/tasks/");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, true",
        "http://127.0.0.1, true",
        "http://[::1]:8080/, true",
        "cordon.example, true",
        "https://cordon.example, false",
        "http://192.0.2.4:8080/cordon/, false"
    })
    void knowsWhereLinksLeadNowhere(String baseUrl, boolean nowhere) {
        assertThat(new Links(baseUrl).leadNowhere()).isEqualTo(nowhere);
    }

    @Test
    void refusesATemplateThatIsNotThereAndNamesThoseThatAre() {
        assertThatThrownBy(() -> writing.write(message("../application", "k", Map.of(), anna()), anna(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("incident-opened")
                .hasMessageContaining("'../application'");
    }

    @Test
    void showsHostileTextLiterallyAndRunsNoneOfIt() {
        String hostile =
                "${T(java.lang.Runtime).getRuntime().exec('touch /tmp/pwn')} #{7*7} {{7*7}} __${7*7}__ [[${7*7}]] "
                        + "<#assign x=\"freemarker.template.utility.Execute\"?new()>";
        Letter letter = writing.write(
                message("escalation", "k", Map.of("reason", hostile, "step", hostile), anna()),
                anna(),
                ransomware(hostile));

        assertThat(letter.text()).contains(hostile).doesNotContain("49");
        assertThat(letter.html())
                .contains("${T(java.lang.Runtime).getRuntime()")
                .contains("&lt;#assign")
                .doesNotContain("49");
        assertThat(letter.subject()).contains("${T(java.lang.Runtime)");
        assertThat(Path.of("/tmp/pwn")).doesNotExist();
    }

    @Test
    void escapesMarkupOfAnAlert() {
        String hostile = "\"><img src=x onerror=alert(1)><a href=\"javascript:fetch(1)\">";
        Letter letter = writing.write(
                message("severity-raised", "k", Map.of("reason", hostile, "asked", hostile), anna()),
                Told.person("eve", hostile, "eve@acme.example"),
                ransomware(hostile));

        assertThat(letter.html()).doesNotContain("<img", "<a href=\"javascript").contains("&lt;img src=x");
        assertThat(letter.text()).contains(hostile);
    }

    @Test
    void makesBidiAndControlCharactersVisible() {
        Letter letter = writing.write(
                message("escalation", "k", Map.of("reason", "line one\r\nline two\u0000\u200b"), anna()),
                anna(),
                ransomware("srv\u202Egnp.01cd\nforged line"));

        for (String body : List.of(letter.text(), letter.html())) {
            assertThat(body)
                    .contains("srv\\u202Egnp.01cd\\u000Aforged line", "line one\nline two\\u0000\\u200B")
                    .doesNotContain("\u202E", "\u200b", "\u0000");
        }
        assertThat(letter.subject())
                .isEqualTo("[acme #12 critical] ESCALATED to you: srv\\u202Egnp.01cd\\u000Aforged line");
    }

    @Test
    void shortensTargetsThatAreTooLongToReadInLists() {
        String link = "http://203.0.113.9/gate.php?" + "a=b&".repeat(150);
        String path = "C:\\Users\\" + "a folder\\".repeat(40) + "x.exe";
        Situation situation = about(
                ransomware(),
                List.of(path),
                List.of(link, "203.0.113.77"),
                List.of(new Situation.Measure(
                        "Block url " + link,
                        "waits for approval",
                        "Asked of Anna Nowak",
                        Standing.WAITS_FOR_APPROVAL)));

        Letter letter = writing.write(message("k", anna()), anna(), situation);

        for (String body : List.of(letter.text(), letter.html().replace("&amp;", "&"))) {
            assertThat(body)
                    .contains("Block url hxxp://203.0.113.9/gate.php?", "…, 203.0.113.77", "…: ", "a folder")
                    .doesNotContainPattern("\\S{130,}")
                    .doesNotContain("x.exe");
        }
    }

    @Test
    void showsTheExactTargetToWhoeverIsToApproveIt() {
        String beginning = "http://evil.example/" + "a/".repeat(700) + "two  blanks/";
        for (String end : List.of("one", "two")) {
            String link = beginning + end;
            Letter letter = writing.write(
                    message("approval-waiting", "k", Map.of("target", link, "what", "block url " + link), anna()),
                    anna(),
                    ransomware());

            String whole = link.replace("http://evil.example", "hxxp://evil[.]example");
            assertThat(letter.text().lines()).contains("  Target:          " + whole);
            assertThat(letter.html()).contains("Target: <b class=\"exact\">" + whole + "</b>");
            assertThat(letter.subject())
                    .contains("block url hxxp://evil[.]example/a/")
                    .endsWith("…");
        }
    }

    @Test
    void leavesWhatPeopleWroteWhole() {
        String runbook = "https://wiki.acme.local/runbooks/" + "unplug-the-backup-server-".repeat(20) + "END";
        String sentences = "\u5907\u4efd\u670d\u52a1\u5668\u5df2\u65ad\u5f00\u3002".repeat(30) + "\u5b8c";

        Letter letter = writing.write(
                message(
                        "task-waiting",
                        "k",
                        Map.of("instructions", "Follow " + runbook + " now.", "asked", sentences),
                        anna()),
                anna(),
                ransomware());

        for (String body : List.of(letter.text(), letter.html())) {
            assertThat(body).contains("Follow " + runbook.replace("https", "hxxps") + " now.", sentences);
        }
    }

    @Test
    void leavesSentencesAboutTheIncidentWhole() {
        String words = "\u52d2\u7d22\u8f6f\u4ef6".repeat(50) + "\u5b8c";
        Letter letter = writing.write(message("k", anna()), anna(), ransomware(words));

        assertThat(letter.text()).contains(words);
        assertThat(letter.html()).contains(words);
    }

    @Test
    void noTemplateShowsAnythingUnescapedInHtmlOrEvaluatesAValue() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String template = Files.readString(file);
                assertThat(template).as(file.toString()).doesNotContain("__", "T(", "utext", "#ctx", "@");
                if (file.toString().endsWith(".html")) {
                    assertThat(template).as(file.toString()).doesNotContain("[(", "[[", "th:on", "<img", "<script");
                }
            }
        }
    }

    private static Situation about(
            Situation plain, List<String> affected, List<String> attackers, List<Situation.Measure> measures) {
        return new Situation(
                plain.organisation(),
                plain.timeZone(),
                plain.number(),
                plain.title(),
                plain.severity(),
                plain.category(),
                plain.status(),
                plain.occurredAt(),
                plain.detectedAt(),
                plain.alerts(),
                plain.why(),
                affected,
                attackers,
                measures,
                plain.deadlines(),
                plain.openedAgain());
    }

    private static Map<String, Object> everyValue() {
        Instant soon = Told.NOW.plusSeconds(900);
        return Map.ofEntries(
                Map.entry("from", "high"),
                Map.entry("to", "critical"),
                Map.entry("reason", "A second file server shows the same signs."),
                Map.entry("step", "Confirm that backups are offline"),
                Map.entry("waitingFor", "Ben Okafor"),
                Map.entry("since", Told.NOW.minusSeconds(1800)),
                Map.entry("task", "Confirm that backups are offline"),
                Map.entry("function", "incident-response-first-line"),
                Map.entry(
                        "instructions",
                        "1. Unplug the backup server.\n2. Look at the last three jobs.\n3. Say what you found."),
                Map.entry("what", "Isolate host srv-files-01"),
                Map.entry("verb", "isolate_host"),
                Map.entry("target", "srv-files-01"),
                Map.entry("connector", "edr"),
                Map.entry("requestedBy", "playbook:ransomware"),
                Map.entry("approvers", "one person of the client"),
                Map.entry("expires", Told.NOW.plusSeconds(86400)),
                Map.entry("summary", "Contained in 12 minutes; two of three actions are in force."),
                Map.entry("who", "acme/anna"),
                Map.entry("by", soon));
    }
}
