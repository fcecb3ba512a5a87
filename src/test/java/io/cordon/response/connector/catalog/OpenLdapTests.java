package io.cordon.response.connector.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import io.cordon.response.Verb;
import io.cordon.response.connector.Connector;
import io.cordon.response.connector.ConnectorContract;
import io.cordon.response.connector.Target;
import io.cordon.response.connector.TestAuthority;
import io.cordon.response.connector.outbound.Destinations;
import io.cordon.response.connector.outbound.OutboundLdap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real OpenLDAP, whose password policy locks the account. */
@Timeout(60)
class OpenLdapTests extends ConnectorContract<LdapSettings> {

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final String BOB = "uid=bob," + Slapd.BASE;
    private static final String LOCKED = "pwdAccountLockedTime";

    @AutoClose
    private final Slapd slapd = new Slapd(AUTHORITY);

    OpenLdapTests() {
        slapd.asRoot(directory -> directory.add(
                "dn: " + BOB,
                "objectClass: inetOrgPerson",
                "cn: Bob",
                "sn: Bob",
                "uid: bob",
                "userPassword: bobs-password"));
    }

    @Override
    protected Connector<LdapSettings> connector() {
        return new LdapDirectoryConnector(new OutboundLdap(new Destinations(slapd.host())));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "url",
                slapd.url(),
                "baseDn",
                Slapd.BASE,
                "bindDn",
                Slapd.CORDON,
                "caCertificate",
                AUTHORITY.pem(),
                "mode",
                "generic",
                "userAttribute",
                "uid",
                "lockAttribute",
                LOCKED,
                "lockValue",
                "000001010000Z");
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of("password", Slapd.PASSWORD);
    }

    @Override
    protected Optional<Map<String, String>> wrongSecrets() {
        return Optional.of(Map.of("password", "another-password"));
    }

    @Override
    protected Optional<Map<String, ?>> unreachable() {
        Map<String, Object> elsewhere = new HashMap<>(settings());
        elsewhere.put("url", "ldap://" + slapd.host() + ":1");
        return Optional.of(elsewhere);
    }

    @Override
    protected Verb verb() {
        return Verb.DISABLE_ACCOUNT;
    }

    @Override
    protected Target target() {
        return Target.of(Verb.TargetKind.USER, "bob");
    }

    @Override
    protected void someoneElseDoesIt() {
        slapd.asRoot(directory ->
                directory.modify(BOB, new Modification(ModificationType.REPLACE, LOCKED, "000001010000Z")));
    }

    @Override
    protected boolean isInEffect() {
        return !slapd.letsIn(BOB, "bobs-password");
    }

    @Override
    protected Object wholeState() {
        return slapd.asRoot(directory -> Objects.requireNonNull(directory
                        .search(Slapd.BASE, SearchScope.SUB, "(objectClass=*)", "*", LOCKED)
                        .getSearchEntries())
                .stream()
                .flatMap(entry -> Stream.of(entry.toLDIF()))
                .toList());
    }

    @Test
    void knowsTheAccountByItsEntryUuid() {
        String uuid = slapd.asRoot(directory -> String.valueOf(
                Objects.requireNonNull(directory.getEntry(BOB, "entryUUID")).getAttributeValue("entryUUID")));

        assertThat(resolved().target().id()).isEqualTo(uuid);
    }
}
