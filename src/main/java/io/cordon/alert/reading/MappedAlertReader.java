package io.cordon.alert.reading;

import io.cordon.alert.AlertReader;
import io.cordon.alert.CleanText;
import io.cordon.alert.ReadAlert;
import io.cordon.alert.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

@Component
class MappedAlertReader implements AlertReader {

    /** Reads what no other mapping knows, and all plain text. */
    static final String GENERIC = "generic";

    private static final String TEXT = "text/plain";

    private static final String SEND_AS_TEXT =
            " Lines of text are sent with Content-Type text/plain, one alert a line.";

    private static final Set<String> LINES =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines");

    private final SourceMappings mappings;

    MappedAlertReader(SourceMappings mappings) {
        this.mappings = mappings;
    }

    @Override
    public Duration window(String source) {
        Mapping mapping = mappings.byName(source);
        // The mapping may have gone since the alert was read.
        return mapping == null ? Duration.ofHours(24) : mapping.window();
    }

    @Override
    public Reading read(String source, @Nullable String contentType, byte[] body, Instant receivedAt) {
        if (!source.equals(AUTO) && mappings.byName(source) == null) {
            return new Reading.Refused(
                    Reading.Reason.UNKNOWN_SOURCE,
                    "Expected the name of a source mapping or 'auto', but there is no '" + CleanText.line(source, 80)
                            + "'. " + known());
        }
        String media = media(contentType);
        boolean isText = media.equals(TEXT);
        if (!isText && !LINES.contains(media) && !isJson(media)) {
            return new Reading.Refused(
                    Reading.Reason.UNSUPPORTED_FORMAT,
                    "Expected application/json, application/x-ndjson or text/plain in UTF-8, but got '"
                            + CleanText.line(String.valueOf(contentType), 80) + "'.");
        }
        if (body.length == 0) {
            return new Reading.Refused(Reading.Reason.EMPTY, "Expected an alert, but the body is empty.");
        }
        String unreadable = wholeBodyUnreadable(body);
        if (unreadable != null) {
            return new Reading.Items(List.of(new Reading.Rejected(0, source, contentType, unreadable, body)), null);
        }
        Items delivered = isText || LINES.contains(media) ? Items.ofLines(body) : Items.ofJson(body);
        List<byte[]> parts = delivered.parts();
        if (parts.isEmpty() && !isEmptyArray(body)) {
            return new Reading.Refused(Reading.Reason.EMPTY, "Expected an alert, but the body is blank.");
        }
        List<Reading.Item> items = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            items.add(item(i, source, contentType, parts.get(i), receivedAt));
        }
        return new Reading.Items(items, delivered.cutOff());
    }

    private String known() {
        Set<String> names = mappings.current().byName().keySet();
        return names.isEmpty()
                ? "There is none at all: the server has found no rules/sources; its log says where it looked."
                : "There are: " + String.join(", ", names) + ".";
    }

    private Reading.Item item(int index, String source, @Nullable String contentType, byte[] raw, Instant receivedAt) {
        try {
            return new Reading.Read(
                    index, readOne(source, raw, media(contentType).equals(TEXT), receivedAt));
        } catch (Unreadable e) {
            String reason =
                    e.reason() + (looksLikeLine(raw) && !media(contentType).equals(TEXT) ? SEND_AS_TEXT : "");
            return new Reading.Rejected(index, source, contentType, reason, raw);
        }
    }

    /** What begins as no JSON does that is more than a word or a number. */
    private static boolean looksLikeLine(byte[] raw) {
        return raw.length > 0 && "{[\"".indexOf(raw[0]) < 0 && new String(raw, StandardCharsets.UTF_8).contains(" ");
    }

    private ReadAlert readOne(String source, byte[] raw, boolean isText, Instant receivedAt) throws Unreadable {
        if (isText && (raw.length == 0 || raw[0] != '{')) {
            return readLine(raw, receivedAt);
        }
        JsonNode alert = StrictJson.object(raw);
        return new Reader(mappingFor(source, alert), alert).read(raw, receivedAt);
    }

    private Mapping mappingFor(String source, JsonNode alert) throws Unreadable {
        if (source.equals(AUTO)) {
            for (Mapping mapping : mappings.current().byName().values()) {
                if (mapping.when().stream().allMatch(condition -> condition.holds(alert))) {
                    return mapping;
                }
            }
            throw new Unreadable("Expected an alert that one of the source mappings knows, but none does. " + known());
        }
        Mapping mapping = existing(source);
        for (Condition condition : mapping.when()) {
            if (!condition.holds(alert)) {
                throw new Unreadable(
                        "Expected an alert of " + source + ", which has " + condition + ", but this has not.");
            }
        }
        return mapping;
    }

    private ReadAlert readLine(byte[] raw, Instant receivedAt) throws Unreadable {
        if (raw.length > StrictJson.MAX_STRING) {
            throw new Unreadable(
                    "Expected lines of at most " + StrictJson.MAX_STRING + " bytes, but this has " + raw.length + ".");
        }
        StrictJson.checkEncoding(raw);
        String line = new String(raw, StandardCharsets.UTF_8);
        Draft draft = new Draft();
        draft.title = line;
        draft.text = line;
        draft.techniquesIn(line);
        if (!SignInLine.read(line, draft)) {
            LineDiscovery.entitiesIn(line, draft);
        }
        return draft.finish(existing(GENERIC), List.of(line), raw, receivedAt);
    }

    private Mapping existing(String source) throws Unreadable {
        Mapping mapping = mappings.byName(source);
        if (mapping == null) {
            throw new Unreadable("Expected a mapping " + source + ".yaml, but it has just been removed.");
        }
        return mapping;
    }

    /** UTF-16 is not a matter of one item: its line ends are no line ends to us. */
    private static @Nullable String wholeBodyUnreadable(byte[] body) {
        boolean mark = body[0] == (byte) 0xef || body[0] == (byte) 0xff || body[0] == (byte) 0xfe;
        boolean wide = body[0] == 0 || (body.length > 1 && body[1] == 0);
        if (mark || wide) {
            try {
                StrictJson.checkEncoding(body);
            } catch (Unreadable e) {
                return e.reason();
            }
        }
        return null;
    }

    private static boolean isEmptyArray(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).strip().startsWith("[");
    }

    /** The media type in lower case; something unsupported where it names another encoding than UTF-8. */
    private static String media(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return "application/json";
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 8);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").strip();
            boolean isUtf8 = parameter.equals("charset=utf-8") || parameter.equals("charset=us-ascii");
            if (parameter.startsWith("charset=") && !isUtf8 && !parameter.equals("charset=utf8")) {
                return "";
            }
        }
        return parts[0].strip();
    }

    private static boolean isJson(String media) {
        return media.equals("application/json")
                || media.equals("text/json")
                || media.equals("application/octet-stream")
                || (media.startsWith("application/") && media.endsWith("+json"));
    }
}
