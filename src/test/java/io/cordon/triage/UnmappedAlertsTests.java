package io.cordon.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.alert.AlertReader;
import io.cordon.alert.Reading;
import io.cordon.alert.Verdict;
import io.cordon.alert.reading.Mappings;
import io.cordon.triage.fact.Holdings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of alerts that no mapping describes, from their bytes to their verdict, by all rules that we ship. */
class UnmappedAlertsTests {

    @TempDir
    static Path cache;

    private static RuleSet rules;
    private static Judgements judgements;

    @BeforeAll
    static void readTheRules() throws IOException {
        rules = new RuleFolder(Path.of("rules/triage"), cache)
                .read(RuleFolder.Edition.EMPTY)
                .rules();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        judgements = new Judgements(new RuleHits(Clock.systemUTC(), meters), meters);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"title":"Trojan running on fs-1","severity":"critical","status":"resolved","host":"fs-1"}               | incident
        {"title":"Trojan running on fs-1","severity":"critical","status":"quarantined","host":"fs-1"}            | incident
        {"title":"Trojan running on fs-1","severity":"high","status":"mitigated","host":"fs-1"}                  | incident
        {"title":"Trojan running on fs-1","severity":"high","status":"test","host":"fs-1"}                       | incident
        {"title":"Leaked API key in a repository","severity":"high","status":"closed","user":"anna"}             | triage
        {"title":"Domain admin takeover","severity":"critical","status":"resolved","host":"dc-1"}                | triage
        {"title":"Disk nearly full","severity":"high","status":"resolved","host":"fs-1"}                         | suppressed
        {"title":"Public bucket ACL","severity":"high","finding":{"state":"ACTIVE","mute":"MUTED"}}              | suppressed
        {"title":"Trojan running on fs-1","severity":"high","Workflow":{"Status":"RESOLVED"},"host":"fs-1"}      | incident
        """)
    void aWordThatItIsDoneHidesNothingThatPeopleMustSee(String json, String disposition) {
        assertThat(judge(json).disposition().id()).isEqualTo(disposition);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"message":"LockBit encrypting files, started by eicar.exe","severity":"high","host":"fs-1"}             | incident
        {"message":"Phishing reported: Awareness training: sign in","severity":"high","recipient":"a@b.example"} | triage
        {"message":"Virus:DOS/EICAR_Test_File found","threatName":"Virus:DOS/EICAR_Test_File","severity":"high"} | suppressed
        {"message":"Virus:DOS/EICAR_Test_File found","severity":"high","host":"ws-7"}                            | incident
        {"title":"EICAR test file detected","severity":"high","host":"ws-7"}                                     | suppressed
        {"title":"eicar_test_file detected","file":"/tmp/eicar_test_file","host":"w-1"}                          | log
        {"title":"Malware detected: eicar_test_file","threatName":"Trojan.Linux.Mirai","severity":"high"}        | incident
        {"title":"Malware detected: eicar_test_file","tags":[{"key":"threatName","value":"EICAR"}],"host":"w-1"} | incident
        {"title":"Malware detected: eicar_test_file","labels":{"threatName":"EICAR"},"severity":"high"}          | incident
        {"title":"Malware: eicar_test_file","name":"threatName","value":"EICAR","severity":"high","host":"w-1"}  | incident
        {"message":"Trojan found","severity":"critical","md5":"44D88612FEA8A8F36DE82E1278ABB02F","host":"ws-7"}  | suppressed
        {"message":"LockBit encrypting files","severity":"critical","md5":"44d88612fea8a8f36de82e1278abb02f"}    | incident
        {"message":"Trojan runs a.exe 44d88612fea8a8f36de82e1278abb02f","severity":"high","host":"ws-7"}         | incident
        {"message":"Trojan runs a.exe md5=44d88612fea8a8f36de82e1278abb02f","severity":"high","host":"ws-7"}     | incident
        {"message":"Trojan runs a.exe md5: 44d88612fea8a8f36de82e1278abb02f","severity":"high","host":"ws-7"}    | incident
        {"message":"Trojan runs","tags":[{"key":"md5","value":"44d88612fea8a8f36de82e1278abb02f"}],"host":"w-1"} | incident
        {"title":"Trojan runs","name":"service.additionalInfo.sample","value":"true","severity":"high"}          | incident
        {"title":"Trojan runs","detail":[{"key":"service.additionalinfo.sample","value":"true"}],"host":"w-1"}   | incident
        {"title":"Trojan runs","result":[{"name":"category","value":"phishingSimulation"}],"severity":"high"}    | incident
        {"title":"Trojan runs","name":"attackSimulationInfo.attackSimId","value":"1","severity":"high"}          | incident
        {"message":"Malware Emotet running: C:/tmp/eicar test file.exe","severity":"high","host":"ws-7"}         | incident
        {"message":"Suspicious service installed by detection-test.exe","severity":"high","host":"ws-7"}         | triage
        {"message":"Malicious link clicked: Awareness training: sign in","severity":"high","user":"anna"}        | incident
        {"message":"Account deleted by pup.exe","severity":"high","host":"dc-1"}                                 | triage
        """)
    void wordsThatAnAttackerCanWriteHideNothing(String json, String disposition) {
        assertThat(judge(json).disposition().id()).isEqualTo(disposition);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"title":"Malware found","threat_name":"Virus:DOS/EICAR_Test_File","severity":"high","host":"w-1"}       | suppressed
        {"title":"Malware found","threatName":"EICAR-Test-File","severity":"high","file":"/tmp/a"}               | suppressed
        {"title":"Malware found","threat":{"name":"EICAR-Test-File"},"severity":"high","host":"w-1"}             | suppressed
        {"title":"Malware found","malware":{"name":"EICAR-Test-File"},"severity":"high","host":"w-1"}            | suppressed
        {"title":"Malware found","virus_name":"Win.Test.EICAR_HDB-1","severity":"high","host":"w-1"}             | suppressed
        {"title":"Malware found","detection_name":"Eicar-Test-Signature","severity":"high","host":"w-1"}         | suppressed
        {"title":"Malware found","detectionName":"EICAR-Test-File","severity":"high","host":"w-1"}               | suppressed
        {"title":"Malware found","threat_name":"EICAR-Test-File","severity":"high","process":"a.exe"}            | incident
        {"title":"Malware found","threat_name":"EICAR-Test-File","severity":"critical","host":"w-1"}             | incident
        {"title":"Malware found","threatInfo":{"threatName":"eicar_test_file"},"severity":"high","host":"w-1"}   | incident
        {"title":"Malware found","threat_name":"EICAR-Test-File","detection_name":"Mirai","severity":"high"}     | incident
        {"title":"Malware found","tags":{"detection_name":"EICAR-Test-File"},"severity":"high","host":"w-1"}     | incident
        {"title":"Malware found","params":[{"name":"threat_name","value":"EICAR"}],"severity":"high"}            | incident
        """)
    void theProductsOwnFieldForTheThreatSaysThatItIsTheTestFileWhateverTheTitle(String json, String disposition) {
        assertThat(judge(json).disposition().id()).isEqualTo(disposition);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        clamd | Eicar-Test-Signature | /tmp/x: Eicar-Test-Signature FOUND                            | suppressed
        clamd | Win.Test.EICAR_HDB-1 | /tmp/x: Win.Test.EICAR_HDB-1 FOUND                            | suppressed
        clamd | Eicar-Test-Signature | /x: Eicar-Test-Signature(44d88612fea8a8f36de82e1278abb02f:68) FOUND | suppressed
        clamd | Eicar-Test-Signature | /x: Eicar-Test-Signature(a: Unix.Trojan.Mirai-1(0bad:9) FOUND | incident
        clamd | Unix.Trojan.Mirai-1  | /tmp/eicar: Unix.Trojan.Mirai-1 FOUND                         | incident
        clamd | Eicar-Test-Signature | /tmp/x: Eicar-Test-Signature FOUND: Unix.Trojan.Mirai-1 FOUND | incident
        other | Eicar-Test-Signature | /tmp/x: Eicar-Test-Signature FOUND                            | incident
        """)
    void whatClamAvFoundIsWhatItsDecoderInWazuhSays(String decoder, String extra, String log, String disposition) {
        assertThat(judge("""
            {"id":"1.1","timestamp":"2026-03-02T10:00:00Z","rule":{"level":8,"id":"52502",
             "description":"ClamAV: Virus detected","groups":["clamd","freshclam","virus"]},"agent":{"id":"001",
             "name":"web-1"},"decoder":{"name":"%s"},"data":{"extra_data":"%s"},"full_log":"%s"}
            """.formatted(decoder, extra, log)).disposition().id()).isEqualTo(disposition);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"state":"ACTIVE"}                                                                                       | triage
        {"state":"ACTIVE","mute":"UNDEFINED"}                                                                    | triage
        {"state":"INACTIVE"}                                                                                     | suppressed
        {"state":"ACTIVE","mute":"MUTED"}                                                                        | suppressed
        {"state":"ACTIVE","securityMarks":{"marks":{"sra-remediated-event-time":"2026-03-01T10:00:00Z"}}}        | triage
        {"state":"ACTIVE","securityMarks":{"marks":{"sra-remediated-event-time":"2026-03-02T10:00:00Z"}}}        | suppressed
        """)
    void anActiveFindingOfSecurityCommandCenterIsOpen(String finding, String disposition) {
        String known = "{\"finding\":{\"name\":\"organizations/0/sources/0/findings/0f1\",\"severity\":\"HIGH\","
                + "\"category\":\"PUBLIC_BUCKET_ACL\",\"eventTime\":\"2026-03-02T10:00:00Z\",";

        assertThat(judge(known + finding.substring(1) + "}").disposition().id()).isEqualTo(disposition);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"%s","service":{"additionalInfo":{"sample":true}}}                                  | suppressed
        {"%s","Service":{"AdditionalInfo":{"Sample":true}}}                                  | suppressed
        {"source":"aws.guardduty","detail":{"%s","service":{"additionalInfo":{"sample":true}}}} | suppressed
        {"%s","service":{"additionalInfo":{"sample":false}}}                                 | incident
        {"%s","service":{"additionalInfo":{"value":"sample"}}}                               | incident
        {"%s","resource":{"service":{"additionalInfo":{"sample":true}}}}                     | incident
        """)
    void aSampleOfGuardDutyIsOneWhereItsOwnFieldSaysSo(String json, String disposition) {
        String finding =
                IntStream.range(0, 100).mapToObj(i -> "\"f" + i + "\":\"x\",").reduce("", String::concat)
                        + "\"title\":\"[SAMPLE] The EC2 instance i-99999999 queries a domain of Bitcoin mining\","
                        + "\"type\":\"CryptoCurrency:EC2/BitcoinTool.B!DNS\",\"severity\":8";

        assertThat(judge(json.replace("\"%s\"", finding)).disposition().id()).isEqualTo(disposition);
    }

    @Test
    void theExplanationOfMalwareThatIsSaidToBeDoneDoesNotCallItAFalseAlarm() {
        assertThat(judge("""
            {"title":"Trojan running on fs-1","severity":"high","status":"resolved","host":"fs-1"}
            """).explanation().text())
                .startsWith("High, malware, an incident: ")
                .doesNotContain("false alarm")
                .doesNotContain("Without");
    }

    private static Verdict judge(String json) {
        Reading reading = Mappings.reader()
                .read(
                        AlertReader.AUTO,
                        "application/json",
                        json.getBytes(StandardCharsets.UTF_8),
                        Instant.parse("2026-03-02T10:00:00Z"));
        assertThat(((Reading.Items) reading).items()).singleElement().isInstanceOf(Reading.Read.class);
        Reading.Read read = (Reading.Read) ((Reading.Items) reading).items().getFirst();
        FakeContract contract = new FakeContract(List.of(), true, List.of());
        Circumstances nothing = new Circumstances(contract, new Holdings(contract), Map.of());
        return judgements.judge(FakeContract.ACME, rules, new Triage.Candidate(new UUID(0, 1), read.alert()), nothing);
    }
}
