package io.cordon.response.connector.catalog;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import io.cordon.response.connector.catalog.LdapSettings.Mode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An account as a directory shows it: whether it is disabled, whether it may be, and how it becomes so. */
record AccountEntry(Entry entry, LdapSettings settings) {

    // Source: Microsoft, "UserAccountControl property flags".
    private static final int DISABLED = 0x2;
    private static final int COMPUTER = 0x800 | 0x1000 | 0x2000;

    private static final String CONTROL = "userAccountControl";
    private static final String GUID = "objectGUID";
    private static final String ENTRY_UUID = "entryUUID";

    static String[] attributes(LdapSettings settings) {
        return new String[] {
            settings.userAttribute(),
            settings.lockAttribute(),
            CONTROL,
            "adminCount",
            GUID,
            ENTRY_UUID,
            "objectSid",
            "objectClass",
            "sAMAccountName",
            "userPrincipalName",
            "uid",
            "cn",
            "mail"
        };
    }

    /** The name without its domain; null where it is none, or of another domain than the base's. */
    static @Nullable String name(String text, String baseDn) {
        boolean readable =
                text.length() <= 256 && !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
        if (!readable) {
            return null;
        }
        int backslash = text.indexOf('\\');
        if (backslash < 0) {
            return text;
        }
        String name = text.substring(backslash + 1);
        return isDomain(text.substring(0, backslash), baseDn) && !name.isEmpty() && name.indexOf('\\') < 0
                ? name
                : null;
    }

    private static boolean isDomain(String domain, String baseDn) {
        try {
            return Stream.of(new DN(baseDn).getRDNs())
                    .filter(rdn -> rdn.hasAttribute("dc"))
                    .findFirst()
                    .filter(rdn -> rdn.getAttributeValues()[0].equalsIgnoreCase(domain))
                    .isPresent();
        } catch (LDAPException e) {
            return false;
        }
    }

    /**
     * What the account keeps when it is renamed or moved: {@code objectGUID} in Active Directory, {@code entryUUID}
     * (RFC 4530) elsewhere. Where the directory shows neither, its distinguished name in normal spelling.
     */
    String id() {
        byte[] guid = entry.getAttributeValueBytes(GUID);
        if (settings.mode() == Mode.ACTIVE_DIRECTORY && guid != null && guid.length == 16) {
            return turned(ByteBuffer.wrap(guid)).toString();
        }
        String uuid = entry.getAttributeValue(ENTRY_UUID);
        try {
            return settings.mode() == Mode.GENERIC && uuid != null
                    ? UUID.fromString(uuid).toString()
                    : new DN(dn()).toNormalizedString();
        } catch (LDAPException e) {
            throw new IllegalStateException("Expected a directory to name its entries by distinguished names", e);
        }
    }

    /** What finds the account of an {@link #id}; null where that is a distinguished name. */
    static @Nullable Filter withId(String id, LdapSettings settings) {
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return null;
        }
        if (settings.mode() == Mode.GENERIC) {
            return Filter.createEqualityFilter(ENTRY_UUID, id);
        }
        UUID written = UUID.fromString(id);
        ByteBuffer bytes = ByteBuffer.allocate(16)
                .putLong(written.getMostSignificantBits())
                .putLong(written.getLeastSignificantBits())
                .flip();
        UUID stored = turned(bytes);
        return Filter.createEqualityFilter(
                GUID,
                ByteBuffer.allocate(16)
                        .putLong(stored.getMostSignificantBits())
                        .putLong(stored.getLeastSignificantBits())
                        .array());
    }

    /** Active Directory keeps the first three parts of a GUID little-endian (MS-DTYP, 2.3.4.2), and shows them big-endian. */
    private static UUID turned(ByteBuffer guid) {
        ByteBuffer parts = guid.order(ByteOrder.LITTLE_ENDIAN);
        long most = (parts.getInt() & 0xffffffffL) << 32 | (parts.getShort() & 0xffffL) << 16;
        most |= parts.getShort() & 0xffffL;
        return new UUID(most, guid.order(ByteOrder.BIG_ENDIAN).getLong());
    }

    String dn() {
        return entry.getDN();
    }

    /** Every name that the guard may know it by. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        names.add(dn());
        for (String attribute : List.of("sAMAccountName", "userPrincipalName", "uid", "cn", "mail")) {
            String value = entry.getAttributeValue(attribute);
            if (value != null) {
                names.add(value.toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    boolean isDisabled() {
        return wasDisabled(state());
    }

    static boolean wasDisabled(JsonNode state) {
        return state.path("disabled").asBoolean(false);
    }

    /** What is kept for the undo. */
    ObjectNode state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        if (settings.mode() == Mode.ACTIVE_DIRECTORY) {
            return state.put(CONTROL, control()).put("disabled", (control() & DISABLED) != 0);
        }
        String[] values = values(settings.lockAttribute());
        for (String value : values) {
            state.withArray("values").add(value);
        }
        return state.put("disabled", Stream.of(values).anyMatch(value -> value.equalsIgnoreCase(settings.lockValue())));
    }

    /** Why this account is never disabled by us; null where it may be. */
    @Nullable
    String whyNot() {
        String name = String.valueOf(entry.getAttributeValue("sAMAccountName")).toLowerCase(Locale.ROOT);
        long rid = rid();
        if (rid == 500) {
            return "the built-in administrator";
        }
        if (rid == 502 || name.equals("krbtgt") || name.startsWith("krbtgt_")) {
            return "the key of the whole domain (krbtgt)";
        }
        if (settings.mode() == Mode.ACTIVE_DIRECTORY && !entry.hasAttribute(CONTROL)) {
            return "no account that can be disabled";
        }
        if (settings.allowPrivileged()) {
            return null;
        }
        if ("1".equals(entry.getAttributeValue("adminCount"))) {
            return "an administrator's (adminCount=1), which the settings do not allow";
        }
        return (control() & COMPUTER) != 0 || entry.hasObjectClass("computer")
                ? "a computer's, which the settings do not allow"
                : null;
    }

    /**
     * The change that disables or enables the account. NB: bits and values of others stay as they are now; writing
     * 512 or the whole former value would undo what others did meanwhile.
     */
    Modification becoming(boolean disabled, JsonNode preState) {
        if (settings.mode() == Mode.ACTIVE_DIRECTORY) {
            int control = disabled ? control() | DISABLED : control() & ~DISABLED;
            return new Modification(ModificationType.REPLACE, CONTROL, Integer.toString(control));
        }
        String[] values = disabled
                ? new String[] {settings.lockValue()}
                : preState.path("values")
                        .valueStream()
                        .map(value -> value.asString(""))
                        .toArray(String[]::new);
        return new Modification(ModificationType.REPLACE, settings.lockAttribute(), values);
    }

    private int control() {
        Integer control = entry.getAttributeValueAsInteger(CONTROL);
        return control == null ? 0 : control;
    }

    /** The last part of the security identifier, little-endian in its last four bytes; -1 where there is none. */
    private long rid() {
        byte[] sid = entry.getAttributeValueBytes("objectSid");
        if (sid == null || sid.length < 12) {
            return -1;
        }
        int at = sid.length - 4;
        return (sid[at] & 0xffL)
                | (sid[at + 1] & 0xffL) << 8
                | (sid[at + 2] & 0xffL) << 16
                | (sid[at + 3] & 0xffL) << 24;
    }

    private String[] values(String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        return values == null ? new String[0] : values;
    }
}
