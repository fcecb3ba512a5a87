package io.cordon.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cordon.api.Sha256;
import io.cordon.notification.Situation;
import io.cordon.report.PostIncidentReport.Clock;
import io.cordon.tenancy.OrganisationId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a report says, against the records it is made from. */
class PostIncidentReportTests {

    private static final String LESSON_FORM = """
        {"fields":[{"name":"lesson","label":"What will be changed?"},{"name":"owner","label":"Who sees to it?"},
        {"name":"due","label":"By when?"}]}\
        """;

    @AutoClose
    private final RecordedIncident incident = new RecordedIncident("ET MALWARE LockBit ransomware note");

    PostIncidentReportTests() throws IOException {}

    @Test
    void tellsTheClocksAgainstTheServiceLevel() {
        assertThat(incident.report().clocks())
                .extracting(Clock::name, Clock::verdict)
                .containsExactly(
                        tuple("notified", "kept"),
                        tuple("acknowledged", "breached"),
                        tuple("contained", "kept"),
                        tuple("resolved", "kept"));
        assertThat(incident.report().openPoints())
                .contains("The service level was breached: acknowledged came too late.");
        assertThat(incident.report().summary())
                .contains("It was contained 12 minutes after it came in.", "breached for: acknowledged.");
    }

    @Test
    void tellsWhatWasDoneByWhoseAuthorityAndWithWhatProof() {
        UUID blocked = incident.action("block_ip", "203.0.113.77", "VERIFIED", "");
        incident.approved(blocked, "acme/anna");
        incident.action("disable_account", "j.miller", "REFUSED", "The grant for disable_account says never.");
        incident.action("isolate_host", "srv-files-01", "UNKNOWN", "Timed out.");

        var report = incident.report();

        assertThat(report.actions()).hasSize(3);
        assertThat(report.actions())
                .filteredOn(action -> action.state().equals("verified"))
                .singleElement()
                .satisfies(action -> {
                    assertThat(action.grant()).isEqualTo("automatic");
                    assertThat(action.authorityVersion()).isEqualTo(4);
                    assertThat(action.approvedBy()).containsExactly("acme/anna");
                    assertThat(String.valueOf(action.proof())).contains("listed");
                    assertThat(action.undoing()).isEqualTo("unblock_ip");
                });
        assertThat(report.openPoints())
                .anyMatch(point -> point.startsWith("block address 203.0.113.77 (edl) still holds"))
                .anyMatch(point -> point.contains("j.miller (edl) was refused") && point.contains("says never"))
                .anyMatch(point -> point.contains("srv-files-01") && point.contains("nobody knows whether"));
        assertThat(report.summary())
                .contains("Of 3 actions asked for: 1 in force and verified, 1 refused, 1 failed or uncertain.");
    }

    @Test
    void leavesNothingOpenOfWhatAPersonDidByHand() {
        UUID isolated = incident.action("isolate_host", "srv-files-01", "REFUSED", "No grant for isolate_host.");
        incident.byHand(isolated);

        var report = incident.report();

        assertThat(report.openPoints()).noneMatch(point -> point.contains("srv-files-01"));
        assertThat(report.summary()).contains("Of 1 action asked for: 1 done by hand.");
        assertThat(Markdown.of(LayingOut.of(report)))
                .contains("done by hand by Anna Nowak of Acme Pty Ltd, 3 Mar 2026 03:30:00", "Pulled the plug.");
    }

    @Test
    void leavesNothingOpenOfWhatWasAskedForAgainAndDone() {
        UUID refused = incident.action("isolate_host", "srv-files-01", "REFUSED", "No connector serves isolate_host.");
        incident.administrator
                .sql("update action set connector = 'none' where id = ?")
                .param(refused)
                .update();
        incident.action("block_ip", "203.0.113.77", "FAILED", "The firewall was away.");
        incident.action("isolate_host", "srv-files-01", "UNDONE", "");
        UUID again = incident.action("block_ip", "203.0.113.77", "UNDONE", "");
        incident.administrator
                .sql("update action set generation = 2 where id = ?")
                .param(again)
                .update();

        assertThat(incident.report().openPoints())
                .noneMatch(point -> point.contains("srv-files-01") || point.contains("203.0.113.77"));
    }

    @Test
    void tellsInWordsWhatTheRecordsSayInIds() {
        incident.action("block_ip", "203.0.113.77", "VERIFIED", "");
        incident.action("disable_account", "j.miller", "REFUSED", "No connector serves disable_account.");
        incident.administrator
                .sql("update action set expires_at = '2026-03-03T16:00:00Z', connector = case state when 'REFUSED' then"
                        + " 'none' else connector end, requested_by = 'acme/anna (token from provider/priya)'")
                .update();

        assertThat(incident.report().openPoints())
                .anyMatch(point -> point.startsWith("disable account j.miller was refused and not done."));

        String report = Markdown.of(LayingOut.of(incident.report()));

        assertThat(report)
                .contains("proof: list ip, listed yes")
                .contains("asked for by Anna Nowak of Acme Pty Ltd, by a token that priya of the provider made")
                .contains("no connector serves it")
                .contains("By whose authority", "the playbook ransomware")
                .doesNotContain("through none", "token from", "{", "provider/priya");
        assertThat(report.split("4 Mar 2026 03:00:00", -1))
                .as("an end for what holds, none for what was refused")
                .hasSize(2);
    }

    @Test
    void countsMessagesThatWereNeverSent() {
        for (int i = 0; i < 3; i++) {
            incident.told("Anna Nowak", "kept", "");
        }
        incident.told("Ben Okafor", "kept", "");

        assertThat(incident.report().openPoints())
                .filteredOn(point -> point.contains("not sent"))
                .containsExactly(
                        "4 messages to Anna Nowak, Ben Okafor were not sent: no mail server was set up when they were"
                                + " written.");
    }

    @Test
    void tellsWhoDidWhatAndWhatIsNotDone() {
        backupsAreConfirmed();
        incident.task("Tell the staff", "stakeholder-communication", "open", "{}", null);

        var report = incident.report();

        assertThat(report.tasks().getFirst()).satisfies(task -> {
            assertThat(task.responsible()).containsExactly("Sam Lee");
            assertThat(task.accountable()).containsExactly("Anna Nowak");
            assertThat(task.informed()).containsExactly("Ben Okafor");
            assertThat(task.endedBy()).isEqualTo("provider/sam");
            assertThat(task.answers()).containsEntry("Are they clean", "yes");
        });
        assertThat(report.openPoints())
                .contains("The task \"Tell the staff\" (stakeholder communication) is not completed.");
        assertThat(report.summary()).contains("1 of 2 tasks asked of people was completed.");
    }

    @Test
    void tellsWhoAcceptedWhichRisk() {
        incident.task(
                "Decide about the rest",
                "containment-approval",
                "completed",
                "{}",
                "{\"rest\":\"accept\",\"why\":\"The line must run until Friday.\"}");
        incident.administrator.sql("update task set step = 'decide-about-rest'").update();

        var report = incident.report();

        assertThat(report.summary())
                .contains("The risk of what is not contained was accepted by Sam Lee of the provider.");
        assertThat(report.openPoints())
                .contains("The risk of what is not contained was accepted by Sam Lee of the provider. Reason: The line"
                        + " must run until Friday.");
    }

    @Test
    void tellsLessonsWithOwnersAndDates() {
        incident.task(
                "Agree on lessons learned",
                "lessons-learned",
                "completed",
                LESSON_FORM,
                "{\"lesson\":\"Segment the file servers\",\"owner\":\"Anna Nowak\",\"due\":\"2026-04-01\"}");

        assertThat(incident.report().lessons())
                .containsExactly(new PostIncidentReport.Lesson("Segment the file servers", "Anna Nowak", "2026-04-01"));
        assertThat(incident.report().openPoints()).noneMatch(point -> point.contains("lesson"));
    }

    @Test
    void tellsWhoWasToldAndWhoWasNotReached() {
        incident.told("Anna Nowak", "sent", "");
        incident.told("Ben Okafor", "failed", "550 no such user");

        var report = incident.report();

        assertThat(report.notifications())
                .hasSize(2)
                .first()
                .satisfies(told -> assertThat(told.state()).isIn("sent", "failed"));
        assertThat(report.openPoints())
                .anyMatch(point -> point.contains("did not reach Ben Okafor") && point.contains("550 no such user"));
    }

    @Test
    void tellsInWordsWhatBecameOfAMessage() {
        incident.told("Anna Nowak", "sent", "");
        incident.told("Ben Okafor", "failed", "Not sent: the client no longer lets the provider in.");
        incident.told("Cora Diaz", "kept", "Not sent: no mail server was set up when it was written.");
        incident.told("Dan Eng", "queued", "");

        assertThat(Markdown.of(LayingOut.of(incident.report())))
                .contains(
                        "sent; the mail server said: 250 queued",
                        "<br>not sent: the client no longer lets the provider in.",
                        "<br>not sent: no mail server was set up when it was written",
                        "<br>not sent yet")
                .doesNotContain("kept:", "Not sent:");
    }

    @Test
    void namesTechniquesAndWhyTheAlertsCount() {
        assertThat(incident.report().techniques())
                .extracting(technique -> technique.id() + "=" + technique.name())
                .containsExactly(
                        "T1059.001=Command and Scripting Interpreter: PowerShell",
                        "T1486=Data Encrypted for Impact",
                        "T9999=");
        assertThat(incident.report().alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.why()).isEqualTo("A file server writes encrypted files.");
            assertThat(alert.rules().getFirst().name()).isEqualTo("ransomware-note");
        });
    }

    @Test
    void isNotThereForAnotherOrganisation() {
        assertThat(incident.reportFor(new OrganisationId("beta"))).isEmpty();
    }

    @Test
    void staysAsItWasSentInVersions() {
        assertThat(incident.acting(
                        RecordedIncident.ACME,
                        () -> incident.reports.keep(
                                incident.writing.of(RecordedIncident.INCIDENT).orElseThrow())))
                .isEqualTo(1);
        assertThat(incident.acting(
                        RecordedIncident.ACME,
                        () -> incident.reports.keep(
                                incident.writing.of(RecordedIncident.INCIDENT).orElseThrow())))
                .isEqualTo(2);
    }

    @Test
    void situationOfAMailComesFromTheSameRecords() {
        incident.action("block_ip", "203.0.113.77", "VERIFIED", "");
        Situation situation = situation();

        assertThat(situation.number()).isEqualTo(12);
        assertThat(situation.attackers()).containsExactly("203.0.113.77");
        assertThat(situation.affected()).containsExactly("srv-files-01");
        assertThat(situation.measures().getFirst().what()).isEqualTo("Block address 203.0.113.77");
        assertThat(situation.measures().getFirst().state()).isEqualTo("in force");
        assertThat(situation.deadlines()).hasSize(3);
        assertThat(situation.openedAgain()).isNull();
        incident.administrator
                .sql("update incident set reopened_by = 'acme/lars', reopened_reason = 'It still beacons.'")
                .update();
        assertThat(situation().openedAgain()).isEqualTo("By lars of Acme Pty Ltd: It still beacons.");
    }

    @Test
    void doesNotDenyWhatHappenedBeforeItWasOpenedAgain() {
        incident.administrator.sql("""
            update incident set reopened_by = 'acme/lars', reopened_reason = 'It still beacons', status = 'open',
                contained_at = null, resolved_at = null
            """).update();

        PostIncidentReport report = incident.report();

        assertThat(report.summary())
                .contains(
                        "It was opened again by lars of Acme Pty Ltd: It still beacons. What follows", "not contained");
        assertThat(report.openPoints())
                .contains(
                        "The service level was breached: contained has not happened since it was opened again, and the"
                                + " time is up.");
    }

    @Test
    void whatWasAskedOnceMoreIsNoOpenPointTwice() {
        incident.task("Examine the host", "incident-response-deep-analysis", "cancelled", "{\"fields\":[]}", null);
        incident.task("Examine the host", "incident-response-deep-analysis", "open", "{\"fields\":[]}", null);
        incident.task("Reset the passwords", "recovery", "cancelled", "{\"fields\":[]}", null);

        assertThat(incident.report().openPoints())
                .contains(
                        "The task \"Examine the host\" (incident response deep analysis) is not completed.",
                        "The task \"Reset the passwords\" (recovery) was cancelled and not done.")
                .noneMatch(point -> point.contains("Examine the host") && point.contains("cancelled"));
    }

    @Test
    void situationOfAMailCallsNothingRefusedThatAPersonDidNorDueThatIsOver() {
        incident.byHand(incident.action("isolate_host", "srv-files-01", "REFUSED", "No grant for isolate_host."));
        incident.administrator
                .sql("update incident set contained_at = null where id = ?")
                .param(RecordedIncident.INCIDENT)
                .update();

        assertThat(situation().measures()).singleElement().satisfies(measure -> {
            assertThat(measure.state()).isEqualTo("done by hand");
            assertThat(measure.detail()).isEqualTo("By Anna Nowak of Acme Pty Ltd. It is taken back by hand, too.");
        });
        assertThat(situation().deadlines())
                .extracting(Situation.Deadline::what)
                .containsExactly("Acknowledge", "Resolve");
    }

    @Test
    void situationOfAMailCountsWhatIsLeftOfTheActions() {
        incident.action("block_ip", "203.0.113.1", "VERIFIED", "");
        incident.action("block_ip", "203.0.113.2", "AWAITING_APPROVAL", "The grant asks for approval.");
        incident.action("block_ip", "203.0.113.3", "EXECUTING", "");
        incident.action("block_ip", "203.0.113.4", "UNKNOWN", "Timed out.");
        incident.action("block_ip", "203.0.113.5", "FAILED", "The firewall was away.");
        incident.withdrawn(incident.action("block_ip", "203.0.113.6", "REFUSED", "In whatever words."));
        incident.action("block_ip", "203.0.113.7", "REFUSED", "Withdrawn: the incident was another one, says anna");
        incident.action("block_ip", "203.0.113.8", "EXPIRED", "Nobody approved it in time.");
        incident.byHand(incident.action("block_ip", "203.0.113.9", "FAILED", "The firewall was away."));
        incident.action("block_ip", "203.0.113.10", "UNDOING", "A false alarm.");

        assertThat(situation().measures())
                .extracting(Situation.Measure::standing)
                .containsExactly(
                        Situation.Standing.SETTLED,
                        Situation.Standing.WAITS_FOR_APPROVAL,
                        Situation.Standing.UNDER_WAY,
                        Situation.Standing.UNCERTAIN,
                        Situation.Standing.NOT_DONE,
                        Situation.Standing.WITHDRAWN,
                        Situation.Standing.NOT_DONE,
                        Situation.Standing.NOT_DONE,
                        Situation.Standing.SETTLED,
                        Situation.Standing.UNDER_WAY);
        assertThat(situation().measures().get(7).state()).isEqualTo("not approved in time");
    }

    private Situation situation() {
        return incident.acting(
                        RecordedIncident.ACME,
                        () -> new IncidentSituations(incident.incidents, incident.actions)
                                .of(RecordedIncident.ACME, RecordedIncident.INCIDENT))
                .orElseThrow();
    }

    @Test
    void timesAreOfTheClientsZoneWithTheirOffset() throws IOException {
        UUID blocked = incident.action("block_ip", "203.0.113.77", "VERIFIED", "");
        incident.approved(blocked, "acme/anna");
        incident.action("disable_account", "j.miller", "REFUSED", "The grant for disable_account says never.");
        incident.action("isolate_host", "srv-files-01", "AWAITING_APPROVAL", "");
        backupsAreConfirmed();
        incident.task(
                "Write down what happened",
                "post-incident-report",
                "completed",
                "{}",
                "{\"summary\":\"An encryptor ran on one file server for ten minutes.\",\"rootCause\":\"A reused"
                        + " password.\"}");
        incident.task(
                "Agree on lessons learned",
                "lessons-learned",
                "completed",
                LESSON_FORM,
                "{\"lesson\":\"Segment the file servers\",\"owner\":\"Anna Nowak\",\"due\":\"2026-04-01\"}");
        incident.told("Anna Nowak", "sent", "");
        incident.told("Ben Okafor", "failed", "550 no such user");
        incident.evidence("README-LOCKBIT.txt", "The note that it left on the share");

        Layout layout = LayingOut.of(incident.report());

        assertThat(Markdown.of(layout)).contains("3 Mar 2026 03:00:40 UTC+11:00");
        Path seen = Files.createDirectories(Path.of("target/reports"));
        Files.writeString(seen.resolve("report.html"), Html.of(layout));
        Files.writeString(seen.resolve("report.md"), Markdown.of(layout));
        Files.write(seen.resolve("report.pdf"), Pdf.of(layout));
    }

    @Test
    void namesTheEvidenceAndThroughWhoseHandsItWent() throws IOException {
        incident.evidence("memory <b>.dmp</b>", "Taken before\u202E the reboot");
        String sha256 = HexFormat.of().formatHex(Sha256.of("x".getBytes(StandardCharsets.UTF_8)));

        assertThat(rows(section("Evidence and its custody")))
                .containsExactly("memory <b>.dmp</b>\n1.5 KiB (1,536 bytes)\nnote: Taken before\\u202E the reboot | "
                        + sha256
                        + "\nadded by Anna Nowak of Acme Pty Ltd, 3 Mar 2026 04:10:00 UTC+11:00 (entry 7)"
                        + "\ndownloaded by Sam Lee of the provider, 3 Mar 2026 04:40:00 UTC+11:00 (entry 9)");
        assertThat(words(Pdf.of(LayingOut.of(incident.report()))))
                .as("nobody can compare a hash that is parted")
                .contains(sha256);
    }

    @Test
    void carriesTheClientAndTheLabelOnEachPage() throws IOException {
        incident.joinedBy(20);

        try (PDDocument document = Loader.loadPDF(Pdf.of(LayingOut.of(incident.report())))) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            PDFTextStripper text = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                text.setStartPage(page);
                text.setEndPage(page);
                assertThat(text.getText(document))
                        .contains("Acme Pty Ltd", "page " + page + " of " + document.getNumberOfPages())
                        .containsPattern("(?s)TLP:AMBER.*TLP:AMBER");
            }
        }
    }

    @Test
    void tellsNothingOfWhatAPartySaidToItself() {
        incident.commentWithin("provider", "They will not pay us again");
        incident.commentWithin("client", "We look for another provider");

        assertThat(incident.json.writeValueAsString(incident.report()))
                .doesNotContain("pay us again", "another provider");
    }

    @Test
    void listsNobodyWhoHadNothingToDoWithIt() {
        incident.byHand(incident.action("isolate_host", "srv-files-01", "REFUSED", "No grant for isolate_host."));

        assertThat(incident.report().names())
                .containsEntry("acme/anna", "Anna Nowak")
                .containsEntry("acme", "Acme Pty Ltd")
                .doesNotContainKeys("acme/ben", "provider/sam");
    }

    @Test
    void saysVerbsInWordsButLeavesTargetsAsTheyAre() {
        String hostile = "kill_process isolate_host";
        incident.action("kill_process", hostile, "REFUSED", "No grant for kill_process.");
        incident.entry(
                Instant.parse("2026-03-02T16:30:00Z"),
                "action",
                "cordon:response",
                "kill_process " + hostile + ": refused. No grant for kill_process.");

        assertThat(incident.report().openPoints())
                .contains("kill process " + hostile + " (edl) was refused and not done. Reason: No grant for kill"
                        + " process.");
        assertThat(rows(section("Timeline")))
                .anyMatch(row -> row.contains("kill process " + hostile + ": refused. No grant for kill process."));
    }

    @Test
    void foldsWhatRepeatsForManyAlerts() throws IOException {
        incident.joinedBy(60);

        PostIncidentReport report = incident.report();
        Layout layout = LayingOut.of(report);
        byte[] pdf = Pdf.of(layout);

        Files.write(Files.createDirectories(Path.of("target/reports")).resolve("joined-by-60.pdf"), pdf);
        assertThat(report.timeline()).as("the JSON keeps every entry").hasSize(2 + 7 * 60);
        assertThat(report.openPoints()).as("and every point").hasSizeGreaterThan(60);
        assertThat(report.alerts()).hasSize(61);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isLessThanOrEqualTo(12);
        }
        String everything = layout.sections().toString();
        for (int i = 1; i <= 60; i++) {
            assertThat(everything).containsPattern("198\\.51\\.100\\." + i + "\\b");
        }
    }

    @Test
    void tellsOnceOnTheTimelineWhatOneActorDidOfOneKindWithinAMinute() {
        incident.joinedBy(14);
        Layout.Section timeline = section("Timeline");

        // 11 within the first minute, which begins five seconds late; three in the next.
        assertThat(rows(timeline))
                .contains(
                        "3 Mar 2026 03:02:05 UTC+11:00\n"
                            + "to 3 Mar 2026 03:02:55 UTC+11:00 | block address 198.51.100.1, 198.51.100.2,"
                            + " 198.51.100.3, 198.51.100.4, 198.51.100.5, 198.51.100.6, 198.51.100.7, 198.51.100.8,"
                            + " 198.51.100.9, 198.51.100.10, 198.51.100.11 by edl: done and proven. Seen at the target"
                            + " | Cordon",
                        "3 Mar 2026 03:03:00 UTC+11:00\nto 3 Mar 2026 03:03:10 UTC+11:00 | Joined by the alert 'ET"
                                + " MALWARE LockBit ransomware note' from suricata-eve. New in it: 198.51.100.12,"
                                + " 198.51.100.13, 198.51.100.14 | Cordon")
                .hasSize(2 + 2 * 6);
        assertThat(timeline.paragraphs()).anyMatch(note -> note.contains("this report as JSON"));
    }

    @Test
    void saysHowManyMoreAndHowOftenOnTheTimeline() {
        Instant at = Instant.parse("2026-03-02T16:30:00Z");
        for (int i = 1; i <= 15; i++) {
            incident.action("block_ip", "198.51.100." + i, "VERIFIED", "");
            incident.entry(
                    at.plusSeconds(i), "action", "cordon:response", "block_ip 198.51.100." + i + " by edl: failed.");
        }
        incident.entry(at, "comment", "acme/anna", "Commented.");
        incident.entry(at, "comment", "acme/anna", "Commented.");
        incident.entry(at, "comment", "acme/ben", "Commented.");

        assertThat(rows(section("Timeline")))
                .anyMatch(row -> row.contains("198.51.100.12 and 3 more by edl: failed."))
                .anyMatch(row -> row.endsWith("Commented. (2 times) | Anna Nowak of Acme Pty Ltd"))
                .anyMatch(row -> row.endsWith("Commented. | Ben Okafor of Acme Pty Ltd"));
    }

    @Test
    void tellsOnTheTimelineInItsOrderWhatHappenedToOneTarget() {
        Instant at = Instant.parse("2026-03-02T16:30:00Z");
        incident.action("block_ip", "198.51.100.1", "VERIFIED", "");
        incident.action("block_ip", "198.51.100.2", "VERIFIED", "");
        int second = 0;
        for (String said :
                List.of("1 by edl: done", "2 by edl: done", "1 by edl: undone", "2 by edl: undone", "1 by edl: done")) {
            incident.entry(at.plusSeconds(++second), "action", "cordon:response", "block_ip 198.51.100." + said + ".");
        }
        incident.entry(at.plusSeconds(7), "status", "acme/anna", "Closed.");
        incident.entry(at.plusSeconds(8), "status", "acme/anna", "Opened again.");
        incident.entry(at.plusSeconds(9), "status", "acme/anna", "Closed.");

        assertThat(rows(section("Timeline")))
                .extracting(row -> row.split(" \\| ", -1)[1])
                .endsWith(
                        "block address 198.51.100.1, 198.51.100.2 by edl: done.",
                        "block address 198.51.100.1, 198.51.100.2 by edl: undone.",
                        "block address 198.51.100.1 by edl: done.",
                        "Closed.",
                        "Opened again.",
                        "Closed.");
    }

    @Test
    void tellsOfEachActionWhenItEnds() {
        for (String target : List.of("203.0.113.1", "203.0.113.2", "203.0.113.3")) {
            UUID blocked = incident.action("block_ip", target, "VERIFIED", "");
            incident.administrator
                    .sql("update action set expires_at = ?::timestamptz where id = ?")
                    .params(
                            target.endsWith("3")
                                    ? "2026-04-01T16:01:01Z"
                                    : "2026-03-02T17:01:0" + target.charAt(10) + "Z",
                            blocked)
                    .update();
        }

        assertThat(rows(section("What was done to the outside")))
                .satisfiesExactly(
                        row -> assertThat(row)
                                .contains(
                                        "block address (2)\n203.0.113.1\n203.0.113.2\n",
                                        "holds until 3 Mar 2026 04:01:01 UTC+11:00\nto 3 Mar 2026 04:01:02 UTC+11:00"),
                        row -> assertThat(row)
                                .contains("block address\n203.0.113.3\n", "holds until 2 Apr 2026 03:01:01 UTC+11:00"));
    }

    @Test
    void takesNoTargetForSeveral() {
        String hostile = "C:\\a.exe, 203.0.113.9” and “x";
        Instant at = Instant.parse("2026-03-02T16:30:00Z");
        for (int i = 1; i <= 13; i++) {
            String target = i == 2 ? hostile : "198.51.100." + i;
            incident.action("block_ip", target, "VERIFIED", "");
            incident.entry(at.plusSeconds(i), "action", "cordon:response", "block_ip " + target + " by edl: failed.");
        }
        String shown = "198.51.100.1, “C:\\a.exe, 203.0.113.9\\u201D and \\u201Cx”, 198.51.100.3, ";

        assertThat(rows(section("What was done to the outside")))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("block address (13)\n" + shown));
        assertThat(rows(section("Timeline"))).anyMatch(row -> row.contains("block address " + shown));
    }

    @Test
    void doesNotSayThatWhatWasAskedForAgainStandsBelow() {
        incident.action("block_ip", "203.0.113.1", "VERIFIED", "");
        incident.action("block_ip", "203.0.113.2", "REFUSED", "No grant for block_ip.");
        UUID again = incident.action("block_ip", "203.0.113.2", "VERIFIED", "");
        incident.administrator
                .sql("update action set generation = 2 where id = ?")
                .param(again)
                .update();

        assertThat(rows(section("What was done to the outside")))
                .satisfiesExactly(
                        row -> assertThat(row).contains("block address (2)\n203.0.113.1\n203.0.113.2\n"),
                        row -> assertThat(row).contains("refused, asked for again since\n"));
    }

    @Test
    void tellsOnceWhatBecameOfAMessage() {
        Instant at = Instant.parse("2026-03-02T16:01:10Z");
        incident.told("Anna Nowak", "sent", "");
        incident.entry(at, "notification", "playbook:notify", "Wrote to Anna Nowak (incident opened): on call.");
        incident.entry(
                at,
                "notification",
                "cordon:notification",
                "Told Anna Nowak <anna@acme.example>: [acme #12 critical] New");
        incident.entry(at, "notification", "cordon:notification", "Told Eve <eve@acme.example>: nobody knows of this");

        assertThat(rows(section("Timeline")))
                .anyMatch(row -> row.contains("Wrote to Anna Nowak"))
                .anyMatch(row -> row.contains("Told Eve"))
                .noneMatch(row -> row.contains("Told Anna Nowak"));
        assertThat(section("Timeline").paragraphs())
                .containsExactly("What became of each message stands under \"Who was told when\".");
        assertThat(rows(section("Who was told when")))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("Anna Nowak", "sent; the mail server said: 250 queued"));
    }

    @Test
    void keepsOnTheTimelineThatAMessageFailedWhichWasSentLater() {
        Instant at = Instant.parse("2026-03-02T16:01:10Z");
        String anna = "Anna Nowak <anna@acme.example>: ";
        incident.told("Anna Nowak", "sent", "");
        incident.told("Ben Okafor", "failed", "550 no such user");
        incident.told("Cora Diaz", "kept", "Not sent: no mail server was set up when it was written.");
        for (String entry : List.of(
                "Could not tell " + anna + "Not sent: the client no longer lets the provider in.",
                "Told " + anna + "[acme #12 critical] New",
                "Told " + anna + "[acme #12 critical] Another",
                "Could not tell Ben Okafor <anna@acme.example>: 550 no such user",
                "Kept for Cora Diaz <anna@acme.example> (no mail server was set up): [acme #12 critical] New")) {
            incident.entry(at, "notification", "cordon:notification", entry);
        }

        assertThat(rows(section("Timeline")))
                .filteredOn(row -> row.contains("@acme.example"))
                .satisfiesExactly(
                        row -> assertThat(row).contains("Could not tell " + anna),
                        row -> assertThat(row).contains("Told " + anna + "[acme #12 critical] Another"));
    }

    @Test
    void tellsOnceWhatWasAskedOfOnePersonAboutManyTargets() {
        incident.joinedBy(3);
        incident.administrator
                .sql("update notification set accepted = '250 queued as ' || id")
                .update();

        assertThat(rows(section("Who was told when")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains(
                                "Approval needed: block ip 198.51.100.",
                                ", 198.51.100.",
                                "sent; the mail server said of the first: 250 queued as"));
    }

    @Test
    void keepsAlertsApartThatDoNotCountForTheSameReasons() {
        incident.joinedBy(2);
        incident.alert("Another title", Instant.parse("2026-03-02T16:05:00Z"), "198.51.100.9");

        assertThat(rows(section("Alerts, and why they count")))
                .hasSize(2)
                .anyMatch(row -> row.startsWith("3 Mar 2026 03:00:00 UTC+11:00\nto 3 Mar 2026 03:02:10 UTC+11:00")
                        && row.contains("from suricata-eve, 3 alerts")
                        && row.contains("outside = 203.0.113.77"))
                .anyMatch(row -> row.contains("Another title") && row.contains("outside = 198.51.100.9"));
    }

    @Test
    void tellsFunctionsAndChoicesAsPeopleReadThem() {
        incident.task(
                "Finish the work by hand",
                "incident-response-first-line",
                "completed",
                "{\"fields\":[{\"name\":\"outcome\",\"label\":\"How does it stand now?\",\"options\":[{\"value\":"
                        + "\"by-hand\",\"label\":\"Everything is contained, by hand\"}]}]}",
                "{\"outcome\":\"by-hand\"}");
        incident.task("Acknowledge", "incident-response-first-line", "open", "{}", null);
        incident.administrator
                .sql("update task set assignment = assignment || '{\"accountable\":null}'")
                .update();

        String report = Markdown.of(LayingOut.of(incident.report()));

        assertThat(report)
                .contains(
                        "How does it stand now: Everything is contained, by hand",
                        "The task \"Acknowledge\" (incident response first line) is not completed.",
                        "Nobody is Accountable for incident response first line, which was asked for here.")
                .doesNotContain("incident-response-first-line", "by-hand");
    }

    private Layout.Section section(String heading) {
        return LayingOut.of(incident.report()).sections().stream()
                .filter(section -> section.heading().equals(heading))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> rows(Layout.Section section) {
        return Objects.requireNonNull(section.table()).rows().stream()
                .map(row -> String.join(" | ", row))
                .toList();
    }

    private void backupsAreConfirmed() {
        incident.task(
                "Confirm that backups are offline",
                "recovery",
                "completed",
                "{\"fields\":[{\"name\":\"clean\",\"label\":\"Are they clean?\"}]}",
                "{\"clean\":true}");
    }

    private static String words(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
