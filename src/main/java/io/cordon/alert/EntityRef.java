package io.cordon.alert;

import java.util.Locale;

/**
 * An entity as history and search compare it: without regard to case and cut after 256 characters. The normal form
 * keeps the product's own spelling.
 */
public record EntityRef(EntityKind kind, String value) {

    private static final int LENGTH = 256;

    public EntityRef {
        value = CleanText.cut(value.toLowerCase(Locale.ROOT), LENGTH);
    }
}
