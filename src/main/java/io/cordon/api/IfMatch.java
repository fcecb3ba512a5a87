package io.cordon.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/** Which versions a change may be made upon, as its {@code If-Match} says (RFC 9110, section 13.1.1). */
public final class IfMatch {

    /** Said nothing, so whatever stands is written over. */
    public static final IfMatch ANY = new IfMatch(null);

    private static final IfMatch WHAT_IS_THERE = new IfMatch(null);

    private final @Nullable Set<String> tags;

    private IfMatch(@Nullable Set<String> tags) {
        this.tags = tags;
    }

    /** Refuses what is no list of entity tags: a condition that cannot be read must not be left out. */
    public static IfMatch read(@Nullable String header) {
        if (header == null) {
            return ANY;
        }
        if (header.strip().equals("*")) {
            return WHAT_IS_THERE;
        }
        List<ETag> listed = ETag.parse(header);
        if (listed.isEmpty()) {
            throw Problem.unreadable(
                    "Expected entity tags in If-Match, such as \"3\" with its quotes, but got '" + header + "'.");
        }
        Set<String> tags = new HashSet<>();
        // A weak tag matches nothing here, as the section above has it.
        listed.stream().filter(tag -> !tag.weak()).forEach(tag -> tags.add(tag.tag()));
        return new IfMatch(tags);
    }

    /** Whether the caller wants a particular version only. */
    public boolean asks() {
        return tags != null;
    }

    public boolean allows(int version) {
        return tags == null || tags.contains(Integer.toString(version));
    }

    /** Whether something may be made where nothing is; {@code *} asks for anything, but something. */
    public boolean allowsNone() {
        return this != WHAT_IS_THERE && allows(0);
    }

    static String tag(int version) {
        return "\"" + version + "\"";
    }
}
