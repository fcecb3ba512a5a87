package io.cordon.words;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that readers may have. What is recorded is English. */
public enum Language {
    EN(Locale.ENGLISH),
    DE(Locale.GERMAN);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** As the interface and documents name it, such as {@code de}. */
    public String tag() {
        return locale.getLanguage();
    }

    public static Optional<Language> of(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }
}
