package io.cordon.alert.reading;

import io.cordon.alert.CleanText;
import io.cordon.api.BrokenJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of strangers, read so that we and every other program see the same document: UTF-8, no doubled keys, no half
 * characters, no number that is none, and small enough that reading costs little. What passes can be stored and sent on.
 */
final class StrictJson {

    static final int MAX_BYTES = 1 << 20;
    static final int MAX_DEPTH = 40;
    static final int MAX_STRING = 1 << 16;
    static final int MAX_TOKENS = 20_000;
    static final int MAX_NUMBER = 100;
    static final int MAX_NAME = 1_000;

    private static final Pattern CLASS_NAME_IN_MESSAGE = Pattern.compile(", from `[^`]*`");
    private static final Pattern POSITION = Pattern.compile("\\s*at \\[Source:.*", Pattern.DOTALL);

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_BYTES)
                            .maxStringLength(MAX_STRING)
                            .maxTokenCount(MAX_TOKENS)
                            .maxNumberLength(MAX_NUMBER)
                            .maxNameLength(MAX_NAME)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** Reads one object. */
    static JsonNode object(byte[] bytes) throws Unreadable {
        boolean suspicious = check(bytes);
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (StreamConstraintsException e) {
            throw new Unreadable("Expected JSON within our limits, but: "
                    + CLASS_NAME_IN_MESSAGE.matcher(firstLine(e)).replaceAll("") + ".");
        } catch (JacksonException e) {
            throw new Unreadable(CleanText.line(BrokenJson.sentence(e), 300));
        }
        if (!node.isObject()) {
            throw new Unreadable("Expected a JSON object, but this is "
                    + (node.isMissingNode() ? "nothing" : "a JSON " + nameOf(node)) + ".");
        }
        checkValues(node, suspicious);
        return node;
    }

    /**
     * Refuses what is not text in UTF-8.
     *
     * @return true where an escape is there that can stand for half a character or for none
     */
    private static boolean check(byte[] bytes) throws Unreadable {
        if (bytes.length > MAX_BYTES) {
            throw new Unreadable(
                    "Expected at most " + MAX_BYTES + " bytes for one alert, but this has " + bytes.length + ".");
        }
        boolean ascii = true;
        boolean escapes = false;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            ascii &= b > 0;
            if (b == '\\' && i + 1 < bytes.length && bytes[i + 1] == 'u') {
                escapes = true;
            }
        }
        if (!ascii) {
            checkEncoding(bytes);
        }
        return escapes;
    }

    static void checkEncoding(byte[] bytes) throws Unreadable {
        String mark = byteOrderMark(bytes);
        if (mark != null) {
            throw new Unreadable("Expected UTF-8 without a byte order mark, but the text begins with that of " + mark
                    + ". Send it as plain UTF-8.");
        }
        for (byte b : bytes) {
            if (b == 0) {
                throw new Unreadable("Expected text in UTF-8, but it has zero bytes; is it UTF-16?");
            }
        }
        try {
            var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new Unreadable("Expected text in UTF-8, but some of its bytes are none.");
        }
    }

    private static @Nullable String byteOrderMark(byte[] bytes) {
        int first = bytes.length > 0 ? bytes[0] & 0xff : 0;
        int second = bytes.length > 1 ? bytes[1] & 0xff : 0;
        int third = bytes.length > 2 ? bytes[2] & 0xff : 0;
        if (first == 0xef && second == 0xbb && third == 0xbf) {
            return "UTF-8";
        }
        return (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff) ? "UTF-16" : null;
    }

    private static void checkValues(JsonNode node, boolean suspicious) throws Unreadable {
        if (node.isObject()) {
            for (var property : node.properties()) {
                if (suspicious) {
                    checkCharacters(property.getKey());
                }
                checkValues(property.getValue(), suspicious);
            }
        } else if (node.isArray()) {
            for (JsonNode element : node) {
                checkValues(element, suspicious);
            }
        } else if (node.isString()) {
            if (suspicious) {
                checkCharacters(node.stringValue());
            }
        } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw new Unreadable("Expected numbers that a computer can hold, but one of them is beyond 1e308.");
        }
    }

    private static void checkCharacters(String text) throws Unreadable {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new Unreadable(
                        "Expected text without the character U+0000, but '" + CleanText.line(text, 40) + "' has one.");
            }
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    throw new Unreadable("Expected whole characters, but an escape stands for half a surrogate pair.");
                }
            }
        }
    }

    private static String nameOf(JsonNode node) {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** Jackson's sentence without its position and without the sender's text beyond a line. */
    private static String firstLine(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        String sentence = CleanText.line(POSITION.matcher(message).replaceAll(""), 300);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
