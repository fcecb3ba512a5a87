package io.cordon.response.guard;

import static io.cordon.response.Verb.BLOCK_DOMAIN;
import static io.cordon.response.Verb.BLOCK_IP;
import static io.cordon.response.Verb.BLOCK_URL;
import static io.cordon.response.Verb.DISABLE_ACCOUNT;
import static io.cordon.response.Verb.ISOLATE_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.organisation.Asset;
import io.cordon.organisation.Grant;
import io.cordon.organisation.ProtectedEntry.Kind;
import io.cordon.response.ActionState;
import io.cordon.response.ResponseForTests;
import io.cordon.response.Verb;
import java.net.NetworkInterface;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What never reaches a product, asked in every spelling; the product counts calls. */
class GuardTests {

    @AutoClose
    private final ResponseForTests response = ResponseForTests.running().withProduct();

    @BeforeEach
    void theMachineMayDoEverythingThatIsNotProtected() {
        for (Verb verb : Verb.values()) {
            response.agreed.automatic(verb);
        }
        response.agreed.protect(Kind.HOST, "dc01.acme.test");
        response.agreed.protect(Kind.IP, "10.0.0.10");
        response.agreed.protect(Kind.CIDR, "10.0.0.1/32");
        response.agreed.protect(Kind.CIDR, "2001:db8:1::/64");
        response.agreed.protect(Kind.USER, "ACME\\krbtgt");
        response.agreed.protect(Kind.DOMAIN, "acme.test");
        response.agreed.host("ws17", List.of("ws17.acme.test"), List.of("198.51.100.17"));
    }

    @AfterEach
    void nothingWasSent() {
        assertThat(response.product.calls).isEmpty();
    }

    @Test
    void protectedHostsAreRefusedInEverySpelling() {
        response.agreed.host("dc", List.of("DC01.acme.test", "files.acme.test"), List.of("198.51.100.1"));
        for (String host : List.of(
                "DC01",
                "dc01",
                "dc01.acme.test",
                "dc01.acme.test.",
                "DC01.ACME.TEST",
                "files.acme.test",
                "198.51.100.1")) {
            refused(ISOLATE_HOST, host, "protected");
        }
    }

    @Test
    void theAddressOfAProtectedHostIsRefusedToo() {
        response.agreed.host("dc", List.of("DC01.acme.test"), List.of("198.51.100.1"));
        refused(BLOCK_IP, "198.51.100.1", "protected");
    }

    @Test
    void protectedAddressesAreRefusedInEverySpelling() {
        for (String address : List.of(
                "10.0.0.10",
                "::ffff:10.0.0.10",
                "::ffff:a00:a",
                "0:0:0:0:0:ffff:10.0.0.10",
                "10.0.0.10/32",
                " 10.0.0.10 ",
                "167772170",
                "0x0a.0.0.10",
                "10.10",
                "10.0.0.1/32",
                "10.0.0.1",
                "10.0.0.0/8",
                "10.0.*.*",
                "0.0.0.0/0",
                "::/0",
                "::ffff:0.0.0.0/96",
                "2001:db8:1::7",
                "2001:0DB8:0001:0000::7",
                "2001:db8::/32")) {
            refused(BLOCK_IP, address, "protected");
        }
    }

    @Test
    void aNetworkIsProtectedWithZerosBeforeItsLength() {
        response.agreed.protect(Kind.CIDR, "203.0.113.0/0024");
        refused(BLOCK_IP, "203.0.113.66", "protected");
    }

    @Test
    void whatWouldBreakAnybodyIsRefused() throws Exception {
        for (String address : List.of(
                "127.0.0.1",
                "127.1",
                "2130706433",
                "::1",
                "::ffff:127.0.0.1",
                "0.0.0.0",
                "::",
                "224.0.0.251",
                "ff02::1",
                "255.255.255.255")) {
            refused(BLOCK_IP, address, "protected");
        }
        String own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .map(address -> address.getHostAddress())
                .findFirst()
                .orElse("127.0.0.1");
        refused(BLOCK_IP, own, "protected");
        refused(ISOLATE_HOST, "localhost", "protected");
    }

    @Test
    void protectedAccountsAreRefusedInEverySpelling() {
        for (String account : List.of(
                "ACME\\krbtgt",
                "acme\\KRBTGT",
                "krbtgt",
                "krbtgt@acme.test",
                "KRBTGT@ACME",
                "CN=krbtgt,CN=Users,DC=acme")) {
            refused(DISABLE_ACCOUNT, account, "protected");
        }
    }

    @Test
    void protectedDomainsAreRefusedWithWhatLiesInAndAroundThem() {
        for (String domain : List.of("acme.test", "ACME.test.", "www.acme.test", "dc01.acme.test")) {
            refusedByBlockLists(BLOCK_DOMAIN, domain, "protected");
        }
        for (String url : List.of(
                "https://acme.test/login",
                "http://WWW.ACME.TEST:8080/x",
                "http://10.0.0.10/",
                "http://[::ffff:10.0.0.10]/",
                "http://2130706433/",
                "http://localhost/")) {
            refusedByBlockLists(BLOCK_URL, url, "protected");
        }
    }

    @Test
    void oneTargetOnly() {
        refused(BLOCK_IP, "203.0.113.0/24", "one address");
        refused(BLOCK_IP, "203.0.113.1-9", "address");
        refused(BLOCK_IP, "203.0.113.007", "address");
        response.agreed.host("lap-a", List.of("lap.branch-a.example"), List.of());
        response.agreed.host("lap-b", List.of("lap.branch-b.example"), List.of());
        refused(ISOLATE_HOST, "lap", "lap-a, lap-b");
    }

    @Test
    void textThatIsNoTargetIsRefused() {
        for (String text :
                List.of("", "x; reboot", "203.0.113.7\n203.0.113.8", "srv\u202Egnp.01cd", "\0", "a".repeat(5000))) {
            refused(BLOCK_IP, text, "target");
            refused(ISOLATE_HOST, text, "target");
        }
    }

    @Test
    void aPersonDecidesAboutWhatTheInventoryDoesNotKnow() {
        asks(ISOLATE_HOST, "unheard-of", "inventory knows no asset");
        asks(DISABLE_ACCOUNT, "nobody@acme.test", "inventory knows no asset");
    }

    @Test
    void aPersonDecidesAboutAnAddressOfTheClientsOwn() {
        asks(BLOCK_IP, "198.51.100.17", "own asset ws17");
        asks(BLOCK_IP, "::ffff:198.51.100.17", "own asset ws17");
    }

    @Test
    void withoutAGrantNothingIsDone() {
        response.agreed.revoke(BLOCK_IP);
        refused(BLOCK_IP, "203.0.113.7", "no grant");
    }

    @Test
    void aGrantHoldsForItsTimeItsHoursAndItsClassOnly() {
        response.agreed.revoke(BLOCK_IP);
        response.agreed.grant(grant(BLOCK_IP, Grant.Mode.AUTOMATIC, "*", Grant.Hours.AFTER_HOURS, null));
        refused(BLOCK_IP, "203.0.113.7", "outside business hours");
        response.agreed.revoke(BLOCK_IP);
        response.agreed.grant(
                grant(BLOCK_IP, Grant.Mode.AUTOMATIC, "*", Grant.Hours.ALWAYS, Instant.parse("2020-01-01T00:00:00Z")));
        refused(BLOCK_IP, "203.0.113.7", "expired");
        response.agreed.revoke(ISOLATE_HOST);
        response.agreed.grant(grant(ISOLATE_HOST, Grant.Mode.AUTOMATIC, "server", Grant.Hours.ALWAYS, null));
        refused(ISOLATE_HOST, "ws17", "class server");
    }

    @Test
    void aGrantForTheClassGoesBeforeOneForAll() {
        response.agreed.assets.add(
                new Asset("mail", "host", List.of("mail.corp.example"), List.of(), "server", 5, null));
        response.agreed.grant(grant(ISOLATE_HOST, Grant.Mode.NEVER, "server", Grant.Hours.ALWAYS, null));
        refused(ISOLATE_HOST, "mail.corp.example", "never");
    }

    @Test
    void everyRefusalIsOnRecordOnce() {
        UUID action = response.ask(BLOCK_IP, "0.0.0.0/0");
        assertThat(response.audited(action)).containsExactly("action-proposed", "action-refused");
    }

    @Test
    void theConnectorMustBeThereAndServeTheVerb() {
        response.sql().sql("update connector set enabled = false").update();
        refused(BLOCK_IP, "203.0.113.7", "disabled");
    }

    private static Grant grant(
            Verb verb,
            Grant.Mode mode,
            String assets,
            Grant.Hours hours,
            @org.jspecify.annotations.Nullable Instant expires) {
        return new Grant(verb.id(), mode, 0, 0, assets, hours, null, expires);
    }

    private void refused(Verb verb, String target, String because) {
        UUID action = response.ask(verb, target);
        assertThat(response.state(action)).as(target).isEqualTo(ActionState.REFUSED);
        assertThat(response.reason(action)).as(target).contains(because);
    }

    private void refusedByBlockLists(Verb verb, String target, String because) {
        UUID action = response.askAnyConnector(verb, target).getFirst();
        assertThat(response.state(action)).as(target).isEqualTo(ActionState.REFUSED);
        assertThat(response.reason(action)).as(target).contains(because);
    }

    private void asks(Verb verb, String target, String because) {
        UUID action = response.ask(verb, target);
        assertThat(response.state(action)).as(response.reason(action)).isEqualTo(ActionState.AWAITING_APPROVAL);
        assertThat(response.reason(action)).contains(because);
    }
}
