package io.cordon.response.connector.catalog;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.cordon.api.Finding;
import io.cordon.response.Verb;
import io.cordon.response.connector.Call;
import io.cordon.response.connector.Connector;
import io.cordon.response.connector.Idempotency;
import io.cordon.response.connector.Observation;
import io.cordon.response.connector.Outcome;
import io.cordon.response.connector.Plan;
import io.cordon.response.connector.Resolution;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.response.connector.Secret;
import io.cordon.response.connector.Setting;
import io.cordon.response.connector.Target;
import io.cordon.response.connector.Trial;
import io.cordon.response.connector.outbound.OutboundLdap;
import io.cordon.response.connector.outbound.OutboundLdap.Failure;
import io.cordon.response.connector.outbound.Trust;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Disables accounts in Active Directory and other directories, over LDAP. */
@Component
final class LdapDirectoryConnector implements Connector<LdapDirectoryConnector.Settings> {

    private final OutboundLdap ldap;

    LdapDirectoryConnector(OutboundLdap ldap) {
        this.ldap = ldap;
    }

    record Settings(
            @Setting(label = "Address", help = "ldaps://dc.example, or ldap://dc.example with StartTLS")
            URI url,

            @Setting(label = "StartTLS", help = "For ldap:// addresses", otherwise = "true")
            boolean startTls,

            @Setting(label = "Base", help = "Accounts are looked for below this entry")
            String baseDn,

            @Setting(label = "Sign in as", help = "The distinguished name of Cordon's own account")
            String bindDn,

            @Setting(
                    label = "Account name is in",
                    help = "sAMAccountName, userPrincipalName or uid",
                    otherwise = "sAMAccountName")
            String userAttribute,

            @Setting(label = "Kind of directory", otherwise = "active-directory")
            Mode mode,

            @Setting(
                    label = "Locking attribute",
                    help = "Of a generic directory, such as nsAccountLock or pwdAccountLockedTime",
                    otherwise = "nsAccountLock")
            String lockAttribute,

            @Setting(
                    label = "Locking value",
                    help = "true for nsAccountLock, 000001010000Z for pwdAccountLockedTime",
                    otherwise = "true")
            String lockValue,

            @Setting(
                    label = "Administrators and computers too",
                    help = "Whether accounts with adminCount=1 and computer accounts may be disabled",
                    otherwise = "false")
            boolean allowPrivileged,

            @Setting(
                    label = "Authority's certificate",
                    help = "In PEM, where the directory's certificate is not publicly trusted")
            @Nullable
            String caCertificate,

            @Setting(label = "Password") Secret password) {}

    /** How an account is disabled. */
    enum Mode {
        ACTIVE_DIRECTORY,
        GENERIC
    }

    @Override
    public String type() {
        return "ldap";
    }

    @Override
    public Set<Verb> verbs() {
        return Set.of(Verb.DISABLE_ACCOUNT);
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public Idempotency idempotency() {
        return Idempotency.STATE_QUERY;
    }

    @Override
    public @Nullable String caution(Verb verb) {
        return "Kerberos tickets and open sessions of the account stay valid until they expire.";
    }

    @Override
    public List<Finding> check(Settings settings) {
        List<Finding> findings = new ArrayList<>();
        String scheme = String.valueOf(settings.url().getScheme());
        if (!scheme.equals("ldaps") && !scheme.equals("ldap")) {
            findings.add(new Finding("url", "Expected ldaps:// or ldap://, but got " + scheme + "://."));
        }
        if (!Set.of("sAMAccountName", "userPrincipalName", "uid").contains(settings.userAttribute())) {
            findings.add(new Finding(
                    "userAttribute",
                    "Expected sAMAccountName, userPrincipalName or uid, but got '" + settings.userAttribute() + "'."));
        }
        if (!settings.lockAttribute().matches("[A-Za-z][A-Za-z0-9-]*")) {
            findings.add(new Finding(
                    "lockAttribute", "Expected an attribute's name, but got '" + settings.lockAttribute() + "'."));
        }
        try {
            Trust.of(settings.caCertificate());
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("caCertificate", String.valueOf(e.getMessage())));
        }
        return findings;
    }

    @Override
    public Resolution resolve(Verb verb, Target target, Call.Frame<Settings> frame) {
        Settings settings = frame.settings();
        String name = AccountEntry.name(target.value(), settings.baseDn());
        if (name == null) {
            return new Resolution.None(
                    "Expected an account's name in " + settings.baseDn() + ", but got '" + target.value() + "'.");
        }
        return ldap.call(
                login(settings),
                frame.timeout(),
                directory -> resolution(name, settings, found(directory, settings, name)),
                failure -> switch (failure) {
                    case Failure.Refused refused -> new Resolution.Failed(refused.reason());
                    case Failure.Busy busy -> new Resolution.Unavailable(busy.reason(), null);
                    case Failure.Unclear unclear -> new Resolution.Unavailable(unclear.reason(), null);
                });
    }

    private static Resolution resolution(String name, Settings settings, List<AccountEntry> accounts) {
        if (accounts.isEmpty()) {
            return new Resolution.None(
                    "Expected an account '" + name + "' below " + settings.baseDn() + ", but there is none.");
        }
        if (accounts.size() > 1) {
            return new Resolution.Several(
                    accounts.stream().map(AccountEntry::dn).toList());
        }
        AccountEntry account = accounts.getFirst();
        String why = account.whyNot();
        return why != null
                ? new Resolution.Failed("Expected an ordinary account, but '" + name + "' is " + why + ".")
                : new Resolution.Exactly(new ResolvedTarget(account.dn(), name, account.names()), account.state());
    }

    @Override
    public Plan plan(Call<Settings> call) {
        Settings settings = call.settings();
        String change = settings.mode() == Mode.ACTIVE_DIRECTORY
                ? "userAccountControl: its value with the bit 0x2 set"
                : settings.lockAttribute() + ": " + settings.lockValue();
        return new Plan(
                "LDAP modify at " + settings.url() + "\ndn: " + call.target().id() + "\nreplace: " + change);
    }

    @Override
    public Outcome execute(Call<Settings> call) {
        return bring(call, true);
    }

    @Override
    public Outcome undo(Call<Settings> call) {
        return AccountEntry.wasDisabled(call.preState()) ? proven(call, call.preState()) : bring(call, false);
    }

    private Outcome bring(Call<Settings> call, boolean disabled) {
        return ldap.call(
                login(call.settings()),
                call.timeout(),
                directory -> change(directory, call, disabled),
                failure -> switch (failure) {
                    case Failure.Refused refused -> new Outcome.Failed(refused.reason());
                    case Failure.Busy busy -> new Outcome.Unavailable(busy.reason(), null);
                    case Failure.Unclear unclear -> new Outcome.Unknown(unclear.reason());
                });
    }

    private static Outcome change(LDAPConnection directory, Call<Settings> call, boolean disabled)
            throws LDAPException {
        AccountEntry account = read(directory, call);
        if (account.isDisabled() == disabled) {
            return proven(call, account.state());
        }
        String why = account.whyNot();
        if (disabled && why != null) {
            return new Outcome.Failed(
                    "Expected an ordinary account, but '" + call.target().label() + "' is " + why + " by now.");
        }
        directory.modify(account.dn(), account.becoming(disabled, call.preState()));
        AccountEntry after = read(directory, call);
        return after.isDisabled() == disabled
                ? proven(call, after.state())
                : new Outcome.Accepted(call.target().id(), after.state());
    }

    @Override
    public Observation verify(Call<Settings> call) {
        return ldap.call(
                login(call.settings()),
                call.timeout(),
                directory -> {
                    AccountEntry account = read(directory, call);
                    return account.isDisabled()
                            ? new Observation.InEffect(call.target().id(), account.state())
                            : new Observation.NotInEffect(call.target().id(), account.state());
                },
                failure -> switch (failure) {
                    case Failure.Refused refused -> new Observation.CannotTell(refused.reason());
                    case Failure.Busy busy -> new Observation.Unavailable(busy.reason(), null);
                    case Failure.Unclear unclear -> new Observation.Unavailable(unclear.reason(), null);
                });
    }

    @Override
    public Trial test(Call.Frame<Settings> frame) {
        Settings settings = frame.settings();
        return ldap.call(
                login(settings),
                frame.timeout(),
                directory -> directory.getEntry(settings.baseDn(), "1.1") == null
                        ? new Trial.Fails("Expected an entry " + settings.baseDn() + ", but there is none.")
                        : new Trial.Works("Signed in and found " + settings.baseDn() + "."),
                failure -> new Trial.Fails(failure.reason()));
    }

    /** At most two: the second says that there are several. */
    private static List<AccountEntry> found(LDAPConnection directory, Settings settings, String name)
            throws LDAPException {
        Filter filter = Filter.createEqualityFilter(settings.userAttribute(), name);
        SearchRequest request =
                new SearchRequest(settings.baseDn(), SearchScope.SUB, filter, AccountEntry.attributes(settings));
        request.setSizeLimit(2);
        return entries(directory, request).stream()
                .map(entry -> new AccountEntry(entry, settings))
                .toList();
    }

    private static List<SearchResultEntry> entries(LDAPConnection directory, SearchRequest request)
            throws LDAPException {
        try {
            return Objects.requireNonNull(directory.search(request).getSearchEntries());
        } catch (LDAPSearchException e) {
            List<SearchResultEntry> some = e.getSearchEntries();
            // NB: a server with a lower limit than ours may show one of several; one counts only if nothing was cut
            // off.
            if (!e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED) || some == null || some.size() < 2) {
                throw e;
            }
            return some;
        }
    }

    private static AccountEntry read(LDAPConnection directory, Call<Settings> call) throws LDAPException {
        Entry entry = directory.getEntry(call.target().id(), AccountEntry.attributes(call.settings()));
        if (entry == null) {
            throw new LDAPException(ResultCode.NO_SUCH_OBJECT);
        }
        return new AccountEntry(entry, call.settings());
    }

    private static OutboundLdap.Login login(Settings settings) {
        return new OutboundLdap.Login(
                settings.url(),
                settings.startTls(),
                Trust.of(settings.caCertificate()),
                settings.bindDn(),
                settings.password());
    }

    private static Outcome proven(Call<Settings> call, JsonNode evidence) {
        return new Outcome.Proven(call.target().id(), evidence);
    }
}
