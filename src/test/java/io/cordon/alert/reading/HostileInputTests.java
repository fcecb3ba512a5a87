package io.cordon.alert.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.alert.Reading;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must never be an error of ours: each gets a reason, and keeps its bytes. */
class HostileInputTests {

    static Stream<Arguments> hostile() {
        return Stream.of(
                hostile("a hundred thousand open brackets", "[".repeat(100_000), "depth"),
                hostile("an object too deep", "{\"a\":".repeat(60) + "1" + "}".repeat(60), "depth"),
                hostile("a doubled key", "{\"severity\":1,\"severity\":99}", "severity"),
                hostile("U+0000 by escape", "{\"a\":\"x\\u0000y\"}", "U+0000"),
                hostile("U+0000 in a key", "{\"x\\u0000y\":1}", "U+0000"),
                hostile("half a surrogate pair", "{\"a\":\"\\ud800\"}", "surrogate"),
                hostile("surrogates the wrong way round", "{\"a\":\"\\udc00\\ud800\"}", "surrogate"),
                hostile("a number beyond all", "{\"a\":1e1000000}", "number"),
                hostile("a number beyond a double", "{\"a\":1e100000}", "number"),
                hostile("five thousand digits", "{\"a\":" + "9".repeat(5_000) + "}", "number"),
                hostile("NaN", "{\"a\":NaN}", "JSON"),
                hostile("Infinity", "{\"a\":-Infinity}", "JSON"),
                hostile("a long string", "{\"a\":\"" + "x".repeat(100_000) + "\"}", "string"),
                hostile("a long name", "{\"" + "x".repeat(5_000) + "\":1}", "name"),
                hostile("many tokens", "{\"a\":[" + "1,".repeat(30_000) + "1]}", "token"),
                hostile("too many bytes", "{\"a\":\"" + "x".repeat(1 << 21) + "\"}", "bytes"),
                hostile("something after it", "{\"a\":1} tail", "JSON"),
                hostile("not closed", "{\"a\":1", "JSON"),
                hostile("not closed string", "{\"a\":\"1", "JSON"),
                hostile("a bare line end in a string", "{\"a\":\"x\u0001y\"}", "JSON"),
                hostile("a number", "42", "object"),
                hostile("a text", "\"x\"", "object"),
                hostile("no JSON", "<html>", "JSON"),
                hostile("UTF-8 with a mark", "\uFEFF{\"a\":1}", "byte order mark"),
                Arguments.of("UTF-16 with a mark", "{\"a\":1}".getBytes(StandardCharsets.UTF_16), "byte order mark"),
                Arguments.of("UTF-16", "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE), "zero bytes"),
                Arguments.of("UTF-32", "{\"a\":1}".getBytes(Charset.forName("UTF-32")), "zero bytes"),
                Arguments.of("an overlong slash", bytes("{\"a\":\"", 0xC0, 0xAF, "\"}"), "UTF-8"),
                Arguments.of("a surrogate in UTF-8", bytes("{\"a\":\"", 0xED, 0xA0, "\"}"), "UTF-8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void isRejectedWithAReasonAndItsBytes(String name, byte[] body, String word) {
        for (String source : List.of("auto", "suricata-eve", "generic")) {
            List<Reading.Item> items = Fixtures.items(source, "application/json", body);
            assertThat(items).isNotEmpty().allSatisfy(item -> assertThat(item).isInstanceOf(Reading.Rejected.class));
            Reading.Rejected rejected = (Reading.Rejected) items.getFirst();
            assertThat(rejected.reason()).startsWith("Expected").containsIgnoringCase(word);
            assertThat(rejected.reason()).hasSizeLessThan(600).doesNotContain("tools.jackson", "StreamReadConstraints");
        }
    }

    @Test
    void oneBadItemOfAnArrayCostsNoGoodOne() {
        List<Reading.Item> items = Fixtures.items("generic", "application/json", """
            [{"title":"one"}, {"title":"two","title":"2"}, 17, , {"title":"three","x":"]},{"}]
            """.getBytes(StandardCharsets.UTF_8));
        assertThat(items)
                .extracting(item -> item.getClass().getSimpleName())
                .containsExactly("Read", "Rejected", "Rejected", "Rejected", "Read");
        assertThat(items).extracting(Reading.Item::index).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void anArrayThatBreaksOffGivesWhatCameBefore() {
        List<Reading.Item> items = Fixtures.items(
                "generic", "application/json", "[{\"title\":\"one\"},{\"title\":".getBytes(StandardCharsets.UTF_8));
        assertThat(items).extracting(item -> item.getClass().getSimpleName()).containsExactly("Read", "Rejected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,2                              | 1, column 5",
                "[                                 | 1, column 2",
                "[{\"title\":\"one\"},               | 1, column 18",
                "[{\"title\":\"one\"}                | 1, column 17",
                "[{\"title\":\"one\"},{\"title\":\"t   | 1, column 29",
                "[{\"title\":\"\u00fc\ud83d\ude00\"},NL{\"title\"NL | 2, column 9"
            })
    void anArrayThatBreaksOffIsSaidToWithWhere(String body, String where) {
        assertThat(cutOff(body)).contains("stops at line " + where + " ").contains("array is not closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[1,2]", "[{\"title\":\"]\"}] ", "{\"title\":", "[1] 2", "{}NL{}", "[1]]"})
    void noOtherBodyIsSaidToBeAnArrayThatBreaksOff(String body) {
        assertThat(cutOff(body)).isNull();
    }

    private static @Nullable String cutOff(String body) {
        byte[] bytes = body.replace("NL", "\n").getBytes(StandardCharsets.UTF_8);
        return ((Reading.Items) Mappings.READER.read("generic", "application/json", bytes, Fixtures.RECEIVED)).cutOff();
    }

    @Test
    void oneBadLineCostsNoGoodOne() {
        byte[] body = bytes("{\"title\":\"one\"}\r\n{\"title\":\"", 0xC0, 0xAF, "\"}\n\n{\"title\":\"three\"}\n");
        for (String type : List.of("application/x-ndjson", "application/json")) {
            assertThat(Fixtures.items("generic", type, body))
                    .extracting(item -> item.getClass().getSimpleName())
                    .containsExactly("Read", "Rejected", "Read");
        }
    }

    @Test
    void whatAsksForTheImpossibleIsRefused() {
        assertRefused("nosuch", "application/json", "{}", Reading.Reason.UNKNOWN_SOURCE);
        assertRefused("../wazuh", "application/json", "{}", Reading.Reason.UNKNOWN_SOURCE);
        assertRefused("generic", "application/xml", "<a/>", Reading.Reason.UNSUPPORTED_FORMAT);
        assertRefused("generic", "application/json; charset=utf-16", "{}", Reading.Reason.UNSUPPORTED_FORMAT);
        assertRefused("generic", "application/json", "", Reading.Reason.EMPTY);
        assertRefused("generic", "application/json", " \n\t", Reading.Reason.EMPTY);
    }

    @Test
    void aTitleCanNeitherForgeAHeaderNorTurnTheText() {
        String title = Fixtures.readText("generic", "{\"title\":\"a\\r\\nBcc: x@evil.example \\u202egpj.exe\\u0007\"}")
                .title();
        assertThat(title).isEqualTo("a Bcc: x@evil.example gpj.exe");
    }

    /** Any JSON there is, under the names that products use. */
    @Property(tries = 500)
    void anyJsonIsReadOrRejected(@ForAll("json") String json) {
        for (String source : List.of("auto", "wazuh", "ocsf", "suricata-eve", "generic")) {
            Reading reading = Mappings.READER.read(
                    source, "application/json", json.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
            if (reading instanceof Reading.Items items) {
                items.items().forEach(HostileInputTests::assertFit);
            }
        }
    }

    @Property(tries = 500)
    void anyBytesAreReadOrRejected(@ForAll byte[] bytes) {
        for (String type : List.of("application/json", "application/x-ndjson", "text/plain")) {
            Reading reading = Mappings.READER.read("auto", type, bytes, Instant.EPOCH);
            if (reading instanceof Reading.Items items) {
                items.items().forEach(HostileInputTests::assertFit);
            }
        }
    }

    private static void assertFit(Reading.Item item) {
        switch (item) {
            case Reading.Rejected rejected -> assertThat(rejected.reason()).startsWith("Expected");
            case Reading.Read read -> {
                assertThat(read.alert().title()).isNotBlank().hasSizeLessThanOrEqualTo(Draft.MAX_TITLE);
                assertThat(read.alert().identity()).isNotEmpty();
                assertThat(read.alert().attributes()).hasSizeLessThanOrEqualTo(Draft.MAX_ATTRIBUTES);
                assertThat(read.alert().time()).isBetween(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
            }
        }
    }

    @Provide
    Arbitrary<String> json() {
        Arbitrary<String> keys = Arbitraries.of(
                "rule",
                "level",
                "id",
                "description",
                "agent",
                "event_type",
                "alert",
                "signature",
                "severity",
                "timestamp",
                "src_ip",
                "dest_ip",
                "class_uid",
                "severity_id",
                "finding_info",
                "observables",
                "type_id",
                "value",
                "name",
                "hashes",
                "url",
                "http",
                "hostname",
                "user",
                "time",
                "title",
                "x");
        Arbitrary<String> leaves = Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "0",
                        "-1",
                        "2004",
                        "1e308",
                        "99999999999999999999",
                        "\"\"",
                        "\" \"",
                        "\"alert\"",
                        "\"198.51.100.1\"",
                        "\"::ffff:1.2.3.4\"",
                        "\"fe80::1%eth0\"",
                        "\"999.1.1.1\"",
                        "\"10.0.0.1:80\"",
                        "\"2026-02-30T99:99:99Z\"",
                        "\"1772446498\"",
                        "\"T1059.001\"",
                        "\"T1059/\"",
                        "\"hxxp://a[.]b\"",
                        "\"MD5=,SHA256=\"",
                        "\"a@b@c\"",
                        "\"<>\"",
                        "\"=\"",
                        "[]",
                        "{}"),
                Arbitraries.strings()
                        .ofMaxLength(20)
                        .map(text -> "\"" + text.replaceAll("[\\\\\"\\p{Cntrl}\\p{Cs}]", "?") + "\""));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]"),
                        Combinators.combine(keys, inner)
                                .as((key, value) -> "\"" + key + "\":" + value)
                                .list()
                                .ofMaxSize(5)
                                .map(list -> "{" + String.join(",", list) + "}")),
                0,
                5);
    }

    private static Arguments hostile(String name, String body, String word) {
        return Arguments.of(name, body.getBytes(StandardCharsets.UTF_8), word);
    }

    private static byte[] bytes(String before, int one, int two, String after) {
        byte[] start = before.getBytes(StandardCharsets.UTF_8);
        byte[] end = after.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(start, start.length + 2 + end.length);
        all[start.length] = (byte) one;
        all[start.length + 1] = (byte) two;
        System.arraycopy(end, 0, all, start.length + 2, end.length);
        return all;
    }

    private static void assertRefused(String source, String type, String body, Reading.Reason reason) {
        Reading reading = Mappings.READER.read(source, type, body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        assertThat(((Reading.Refused) reading).reason()).isEqualTo(reason);
    }

    @Test
    void saysHowLinesOfTextAreSentToWhoeverCallsThemJson() {
        String line = "web-1 sshd[811]: Failed password for root from 203.0.113.9 port 22 ssh2";
        assertThat(Fixtures.items(
                        "auto", "application/json", (line + "\n" + line + "\n").getBytes(StandardCharsets.UTF_8)))
                .hasSize(2)
                .allSatisfy(item -> assertThat(((Reading.Rejected) item).reason())
                        .startsWith("Expected JSON, ")
                        .endsWith(" Lines of text are sent with Content-Type text/plain, one alert a line."));
        assertThat(Fixtures.items("auto", "application/json", "{\"a\": b c}".getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .satisfies(
                        item -> assertThat(((Reading.Rejected) item).reason()).doesNotContain("text/plain"));
    }
}
