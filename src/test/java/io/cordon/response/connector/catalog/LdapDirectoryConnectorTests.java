package io.cordon.response.connector.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchRequest;
import io.cordon.response.Verb;
import io.cordon.response.connector.Connector;
import io.cordon.response.connector.ConnectorContract;
import io.cordon.response.connector.FakeHttp;
import io.cordon.response.connector.Observation;
import io.cordon.response.connector.Outcome;
import io.cordon.response.connector.Resolution;
import io.cordon.response.connector.Target;
import io.cordon.response.connector.TestAuthority;
import io.cordon.response.connector.Trial;
import io.cordon.response.connector.outbound.Destinations;
import io.cordon.response.connector.outbound.OutboundLdap;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an LDAP server with entries as Active Directory has them, over TLS. */
@Timeout(60)
class LdapDirectoryConnectorTests extends ConnectorContract<LdapSettings> {

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final String BASE = "dc=acme,dc=test";
    private static final String BIND = "cn=cordon,dc=acme,dc=test";
    private static final String CONTROL = "userAccountControl";
    private static final int NEVER_EXPIRES = 0x10000;

    /** The server's own, which a request cannot raise; 0 for none. */
    private final AtomicInteger sizeLimit = new AtomicInteger();

    private final InMemoryDirectoryServer directory = start();

    private InMemoryDirectoryServer start() {
        try {
            SSLContext tls = AUTHORITY.serverFor("127.0.0.1");
            InetAddress local = InetAddress.getLoopbackAddress();
            var config = new InMemoryDirectoryServerConfig(BASE);
            config.setSchema(null);
            config.setGenerateOperationalAttributes(false); // Who changed an entry, and when, never comes back.
            config.addAdditionalBindCredentials(BIND, "directory-password");
            config.setAuthenticationRequiredOperationTypes(
                    java.util.EnumSet.allOf(com.unboundid.ldap.sdk.OperationType.class).stream()
                            .filter(operation -> operation != com.unboundid.ldap.sdk.OperationType.BIND
                                    && operation != com.unboundid.ldap.sdk.OperationType.EXTENDED)
                            .toArray(com.unboundid.ldap.sdk.OperationType[]::new));
            config.addInMemoryOperationInterceptor(new InMemoryOperationInterceptor() {
                @Override
                public void processSearchRequest(InMemoryInterceptedSearchRequest search) {
                    if (sizeLimit.get() > 0) {
                        SearchRequest limited = search.getRequest().duplicate();
                        limited.setSizeLimit(sizeLimit.get());
                        search.setRequest(limited);
                    }
                }
            });
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPSConfig(
                            "tls", local, 0, tls.getServerSocketFactory(), tls.getSocketFactory()),
                    InMemoryListenerConfig.createLDAPConfig("plain", local, 0, tls.getSocketFactory()));
            var server = new InMemoryDirectoryServer(config);
            server.add(new Entry(BASE, new Attribute("objectClass", "domain"), new Attribute("dc", "acme")));
            server.startListening();
            addUser(server, "JDoe", 1104, 0x200 | NEVER_EXPIRES);
            return server;
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String addUser(
            InMemoryDirectoryServer server, String name, int rid, int control, Attribute... more) {
        try {
            Entry user = new Entry(
                    dn(name),
                    new Attribute("objectClass", "top", "person", "organizationalPerson", "user"),
                    new Attribute(
                            "sAMAccountName",
                            com.unboundid.ldap.matchingrules.CaseIgnoreStringMatchingRule.getInstance(),
                            name),
                    new Attribute("userPrincipalName", name.toLowerCase(java.util.Locale.ROOT) + "@acme.test"),
                    new Attribute("uid", name),
                    new Attribute(CONTROL, String.valueOf(control)),
                    new Attribute("objectGUID", guid(rid)),
                    new Attribute("objectSid", sid(rid)));
            for (Attribute attribute : more) {
                user.addAttribute(attribute);
            }
            server.add(user);
            return user.getDN();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String dn(String name) {
        return "cn=" + name + "," + BASE;
    }

    /** As stored: the first three parts little-endian. */
    private static byte[] guid(int rid) {
        byte[] guid = java.util.HexFormat.of().parseHex("78563412341278569abcdef012340000");
        guid[14] = (byte) (rid >> 8);
        guid[15] = (byte) rid;
        return guid;
    }

    private static byte[] sid(int rid) {
        return new byte[] {
            1,
            5,
            0,
            0,
            0,
            0,
            0,
            5,
            21,
            0,
            0,
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            (byte) rid,
            (byte) (rid >> 8),
            0,
            0
        };
    }

    @AfterEach
    void close() {
        directory.shutDown(true);
    }

    @Override
    protected Connector<LdapSettings> connector() {
        return new LdapDirectoryConnector(new OutboundLdap(new Destinations("127.0.0.1")));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "url",
                "ldaps://127.0.0.1:" + directory.getListenPort("tls"),
                "baseDn",
                BASE,
                "bindDn",
                BIND,
                "caCertificate",
                AUTHORITY.pem());
    }

    private Map<String, ?> settings(Map<String, ?> changed) {
        Map<String, Object> settings = new HashMap<>(settings());
        settings.putAll(changed);
        return settings;
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of("password", "directory-password");
    }

    @Override
    protected Optional<Map<String, String>> wrongSecrets() {
        return Optional.of(Map.of("password", "another-password"));
    }

    @Override
    protected Optional<Map<String, ?>> unreachable() {
        return Optional.of(settings(Map.of("url", "ldaps://127.0.0.1:1")));
    }

    @Override
    protected Verb verb() {
        return Verb.DISABLE_ACCOUNT;
    }

    @Override
    protected Target target() {
        return Target.of(Verb.TargetKind.USER, "jdoe");
    }

    @Override
    protected void someoneElseDoesIt() {
        control(0x202 | NEVER_EXPIRES);
    }

    @Override
    protected boolean isInEffect() {
        return (control() & 2) != 0;
    }

    @Override
    protected Object wholeState() {
        try {
            return Objects.requireNonNull(directory
                            .search(BASE, com.unboundid.ldap.sdk.SearchScope.SUB, "(objectClass=*)")
                            .getSearchEntries())
                    .stream()
                    .flatMap(entry -> Stream.of(entry.toLDIF()).map(line -> entry.getDN() + " " + line))
                    .sorted()
                    .toList();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private int control() {
        return Integer.parseInt(Objects.requireNonNull(value(dn("JDoe"), CONTROL)));
    }

    private void control(int value) {
        modify(new Modification(ModificationType.REPLACE, CONTROL, String.valueOf(value)));
    }

    private void modify(Modification modification) {
        try {
            directory.modify(dn("JDoe"), modification);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable String value(String dn, String attribute) {
        try {
            return Objects.requireNonNull(directory.getEntry(dn, attribute)).getAttributeValue(attribute);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void setsOneBitAndKeepsTheOthers() {
        executed(call("key-1"));

        assertThat(control()).isEqualTo(0x202 | NEVER_EXPIRES);
    }

    @Test
    void keepsWhatOthersChangedBeforeTheUndo() {
        var sent = executed(call("key-1"));
        control(0x202 | 0x40000);

        undone(sent);

        assertThat(control()).isEqualTo(0x200 | 0x40000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdoe", "ACME\\jdoe", "acme\\JDoe", "jdoe@acme.test", "JDoe@ACME.test"})
    void findsOneAccountByEachOfItsNames(String name) {
        assertThat(connector().resolve(verb(), Target.of(Verb.TargetKind.USER, name), frame()))
                .asInstanceOf(type(Resolution.Exactly.class))
                .satisfies(found -> assertThat(found.target().id()).isEqualTo("12345678-1234-5678-9abc-def012340450"))
                .extracting(found -> found.target().names())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.collection(String.class))
                .contains(dn("JDoe"), "jdoe", "jdoe@acme.test");
    }

    @Test
    void undoesAtTheAccountThatWasRenamedMeanwhile() throws LDAPException {
        Object before = wholeState();
        var sent = executed(call("key-1"));
        directory.modifyDN(dn("JDoe"), "cn=Jane Roe", true, null);

        undone(sent);

        directory.modifyDN(dn("Jane Roe"), "cn=JDoe", true, null);
        assertThat(isInEffect()).isFalse();
        assertThat(wholeState()).isEqualTo(before);
    }

    @Test
    void goesByTheNameOfAnEntryWithoutAnId() {
        modify(new Modification(ModificationType.DELETE, "objectGUID"));

        assertThat(resolved().target().id()).isEqualTo("cn=jdoe,dc=acme,dc=test");
        undone(executed(call("key-1")));
        assertThat(isInEffect()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OTHER\\jdoe",
                "jdoe*",
                "j*",
                "nobody",
                "jdoe@other.test",
                "ACME\\",
                "ACME\\a\\jdoe",
                "jdoe\u0000"
            })
    void findsNoOtherAccount(String name) {
        assertThat(connector().resolve(verb(), Target.of(Verb.TargetKind.USER, name), frame()))
                .isInstanceOf(Resolution.None.class);
    }

    @Test
    void findsTheAccountByItsPrincipalName() {
        var frame = frame(settings(Map.of("userAttribute", "userPrincipalName")), secrets());

        assertThat(connector().resolve(verb(), Target.of(Verb.TargetKind.USER, "jdoe@acme.test"), frame))
                .isInstanceOf(Resolution.Exactly.class);
    }

    @Test
    void stopsWhereSeveralAccountsFit() throws LDAPException {
        for (String name : new String[] {"first", "second"}) {
            directory.add(
                    new Entry(dn(name), new Attribute("objectClass", "user"), new Attribute("sAMAccountName", "jdoe")));
        }

        assertThat(connector().resolve(verb(), target(), frame())).isInstanceOf(Resolution.Several.class);
    }

    @Test
    void takesNoAccountForTheOnlyOneWhereTheServerCutsTheListOff() throws LDAPException {
        directory.add(
                new Entry(dn("second"), new Attribute("objectClass", "user"), new Attribute("sAMAccountName", "jdoe")));
        sizeLimit.set(1);

        assertThat(connector().resolve(verb(), target(), frame())).isInstanceOf(Resolution.Failed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "krbtgt,1999,512,0,krbtgt",
        "krbtgt_4711,1999,512,0,krbtgt",
        "renamed,502,512,0,krbtgt",
        "chief,500,512,0,built-in",
        "boss,1105,512,1,adminCount",
        "WS01$,1106,4096,0,computer",
        "DC01$,1107,532480,0,computer"
    })
    void refusesWhatTheDomainCannotDoWithout(String name, int rid, int control, String adminCount, String why) {
        addUser(directory, name, rid, control, new Attribute("adminCount", adminCount));

        assertThat(connector().resolve(verb(), Target.of(Verb.TargetKind.USER, name), frame()))
                .asInstanceOf(type(Resolution.Failed.class))
                .extracting(Resolution.Failed::reason)
                .asString()
                .contains(why);
    }

    @ParameterizedTest
    @CsvSource({"boss,1105,512,1,true", "WS01$,1106,4096,0,true", "chief,500,512,1,false", "krbtgt,502,512,1,false"})
    void letsTheSettingsAllowSomeOfThem(String name, int rid, int control, String adminCount, boolean allowed) {
        addUser(directory, name, rid, control, new Attribute("adminCount", adminCount));
        var frame = frame(settings(Map.of("allowPrivileged", true)), secrets());

        Resolution resolution = connector().resolve(verb(), Target.of(Verb.TargetKind.USER, name), frame);

        assertThat(resolution instanceof Resolution.Exactly).isEqualTo(allowed);
    }

    @Test
    void looksAgainBeforeItDisables() {
        var call = call("key-1");
        modify(new Modification(ModificationType.REPLACE, "adminCount", "1"));

        assertThat(connector().execute(call)).isInstanceOf(Outcome.Failed.class);
        assertThat(isInEffect()).isFalse();
    }

    @Test
    void locksAccountsOfAnotherKindOfDirectoryByAnAttribute() {
        var frame = frame(settings(Map.of("mode", "generic", "userAttribute", "uid")), secrets());
        for (String before : new String[] {"", "false"}) {
            modify(
                    before.isEmpty()
                            ? new Modification(ModificationType.REPLACE, "nsAccountLock")
                            : new Modification(ModificationType.REPLACE, "nsAccountLock", before));
            var call = call(frame, (Resolution.Exactly) connector().resolve(verb(), target(), frame), "key-1");

            assertThat(connector().execute(call)).isInstanceOf(Outcome.Proven.class);
            assertThat(value(dn("JDoe"), "nsAccountLock")).isEqualTo("true");
            assertThat(connector().verify(call)).isInstanceOf(Observation.InEffect.class);

            undone(call);
            assertThat(value(dn("JDoe"), "nsAccountLock")).isEqualTo(before.isEmpty() ? null : before);
        }
    }

    @Test
    void signsInAfterStartTls() {
        String plain = "ldap://127.0.0.1:" + directory.getListenPort("plain");

        assertThat(connector().test(frame(settings(Map.of("url", plain)), secrets())))
                .isInstanceOf(Trial.Works.class);
        assertThat(connector()
                        .test(frame(
                                settings(Map.of("url", plain, "caCertificate", new TestAuthority().pem())), secrets())))
                .isInstanceOf(Trial.Fails.class);
    }

    @Test
    void believesNoCertificateOfAnotherAuthority() {
        var frame = frame(settings(Map.of("caCertificate", new TestAuthority().pem())), secrets());

        assertThat(connector().test(frame))
                .asInstanceOf(type(Trial.Fails.class))
                .extracting(Trial.Fails::reason)
                .asString()
                .contains("caCertificate");
        assertThat(connector().resolve(verb(), target(), frame)).isInstanceOf(Resolution.Failed.class);
    }

    @Test
    void connectsToNoPrivateAddressThatTheOperatorDoesNotList() {
        var strict = new LdapDirectoryConnector(new OutboundLdap(new Destinations("")));

        try (FakeHttp listener = FakeHttp.start(request -> FakeHttp.Reply.cut())) {
            var frame = frame(settings(Map.of("url", "ldaps://127.0.0.1:" + listener.port())), secrets());

            assertThat(strict.test(frame))
                    .asInstanceOf(type(Trial.Fails.class))
                    .extracting(Trial.Fails::reason)
                    .asString()
                    .contains("CORDON_OUTBOUND_ALLOW");
            assertThat(listener.connections).hasValue(0);
        }
    }

    @Test
    void saysThatTheDirectoryIsGone() {
        var call = call("key-1");
        directory.shutDown(true);

        assertThat(connector().execute(call)).isInstanceOf(Outcome.Unavailable.class);
        assertThat(connector().verify(call)).isInstanceOf(Observation.Unavailable.class);
    }

    @Test
    void tellsWhatIsWrongWithItsSettings() {
        var wrong = settings(Map.of(
                "url", "https://dc.example", "userAttribute", "cn", "lockAttribute", "a b", "caCertificate", "none"));

        assertThat(connector().check(frame(wrong, secrets()).settings()))
                .extracting(finding -> finding.field())
                .containsExactly("url", "userAttribute", "lockAttribute", "caCertificate");
    }
}
