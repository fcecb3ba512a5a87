package io.cordon.tenancy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** One of the two sides that run security together. */
public enum Party {
    CLIENT,
    PROVIDER;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Party other() {
        return this == CLIENT ? PROVIDER : CLIENT;
    }
}
