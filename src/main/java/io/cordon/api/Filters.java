package io.cordon.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a list is asked for, and collects what is wrong with it. Nothing, or blanks, asks for nothing. */
public final class Filters {

    private static final int MOST_VALUES = 50;

    /** What is kept at the year 10,000 and later, PostgreSQL and the ids of alerts have no room for. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final List<Finding> findings = new ArrayList<>();

    /** Several values, separated by commas, any of which will do; empty where nothing is asked for. */
    public <T> List<T> choices(String field, @Nullable String text, Function<String, T> reading) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        List<String> values = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            findings.add(new Finding(
                    field,
                    "Expected 1 to " + MOST_VALUES + " values separated by commas, but got " + values.size() + "."));
            return List.of();
        }
        List<T> choices = new ArrayList<>();
        for (String value : values) {
            read(field, value, reading).ifPresent(choices::add);
        }
        return choices;
    }

    /** The same for values that may be any text. */
    public List<String> choices(String field, @Nullable String text) {
        return choices(field, text, value -> value);
    }

    public @Nullable Boolean yesOrNo(String field, @Nullable String text) {
        return one(field, text, value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("Expected true or false, but got '" + shown(value) + "'.");
        });
    }

    /** A moment between 1970 and the year 9999. */
    public @Nullable Instant moment(String field, @Nullable String text) {
        return one(field, text, Filters::readMoment);
    }

    public <T> @Nullable T one(String field, @Nullable String text, Function<String, T> reading) {
        return text == null || text.isBlank()
                ? null
                : read(field, text.strip(), reading).orElse(null);
    }

    public SearchText words(String field, @Nullable String text) {
        SearchText words = one(field, text, SearchText::of);
        return words == null ? SearchText.NONE : words;
    }

    /** 422 with all findings, where there are any. */
    public void check() {
        if (!findings.isEmpty()) {
            throw Problem.invalid(findings);
        }
    }

    private <T> Optional<T> read(String field, String value, Function<String, T> reading) {
        try {
            return Optional.of(reading.apply(value));
        } catch (IllegalArgumentException e) {
            findings.add(new Finding(field, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /**
     * Reads a moment that PostgreSQL and the ids of alerts have room for.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Instant readMoment(String text) {
        try {
            Instant moment = Instant.parse(text);
            if (!moment.isBefore(Instant.EPOCH) && !moment.isAfter(LATEST)) {
                return moment;
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "Expected a time such as 2026-03-02T10:15:00Z, but got '" + shown(text) + "'.");
    }

    /** A value of the caller's, fit for a message. */
    public static String shown(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
    }
}
