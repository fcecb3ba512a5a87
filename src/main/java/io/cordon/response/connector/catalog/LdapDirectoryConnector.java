package io.cordon.response.connector.catalog;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import io.cordon.api.Finding;
import io.cordon.response.Verb;
import io.cordon.response.connector.Call;
import io.cordon.response.connector.Connector;
import io.cordon.response.connector.Failure;
import io.cordon.response.connector.Idempotency;
import io.cordon.response.connector.Observation;
import io.cordon.response.connector.Outcome;
import io.cordon.response.connector.Plan;
import io.cordon.response.connector.Resolution;
import io.cordon.response.connector.ResolvedTarget;
import io.cordon.response.connector.Target;
import io.cordon.response.connector.Trial;
import io.cordon.response.connector.outbound.OutboundLdap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Disables accounts in Active Directory and other directories, over LDAP. */
@Component
final class LdapDirectoryConnector implements Connector<LdapSettings> {

    private final OutboundLdap ldap;

    LdapDirectoryConnector(OutboundLdap ldap) {
        this.ldap = ldap;
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
    public Class<LdapSettings> settings() {
        return LdapSettings.class;
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
    public List<Finding> check(LdapSettings settings) {
        return settings.findings();
    }

    @Override
    public Resolution resolve(Verb verb, Target target, Call.Frame<LdapSettings> frame) {
        LdapSettings settings = frame.settings();
        String name = AccountEntry.name(target.value(), settings.baseDn());
        if (name == null) {
            return new Resolution.None(
                    "Expected an account's name in " + settings.baseDn() + ", but got '" + target.value() + "'.");
        }
        return ldap.call(
                settings.login(),
                frame.timeout(),
                directory -> resolution(name, settings, new Accounts(directory, settings).named(name)),
                Failure::resolution);
    }

    private static Resolution resolution(String name, LdapSettings settings, List<AccountEntry> accounts) {
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
                : new Resolution.Exactly(new ResolvedTarget(account.id(), name, account.names()), account.state());
    }

    @Override
    public Plan plan(Call<LdapSettings> call) {
        LdapSettings settings = call.settings();
        String change = settings.mode() == LdapSettings.Mode.ACTIVE_DIRECTORY
                ? "userAccountControl: its value with the bit 0x2 set"
                : settings.lockAttribute() + ": " + settings.lockValue();
        return new Plan("LDAP modify at " + settings.url() + "\nentry: "
                + call.target().id() + " (" + call.target().label() + ")\nreplace: " + change);
    }

    @Override
    public Outcome execute(Call<LdapSettings> call) {
        return bring(call, true);
    }

    @Override
    public Outcome undo(Call<LdapSettings> call) {
        return AccountEntry.wasDisabled(call.preState()) ? proven(call, call.preState()) : bring(call, false);
    }

    private Outcome bring(Call<LdapSettings> call, boolean disabled) {
        return ldap.call(
                call.settings().login(),
                call.timeout(),
                directory -> change(directory, call, disabled),
                Failure::outcome);
    }

    private static Outcome change(LDAPConnection directory, Call<LdapSettings> call, boolean disabled)
            throws LDAPException {
        Accounts accounts = new Accounts(directory, call.settings());
        AccountEntry account = accounts.at(call.target().id());
        if (account.isDisabled() == disabled) {
            return proven(call, account.state());
        }
        String why = account.whyNot();
        if (disabled && why != null) {
            return new Outcome.Failed(
                    "Expected an ordinary account, but '" + call.target().label() + "' is " + why + " by now.");
        }
        directory.modify(account.dn(), account.becoming(disabled, call.preState()));
        AccountEntry after = accounts.at(call.target().id());
        return after.isDisabled() == disabled
                ? proven(call, after.state())
                : new Outcome.Accepted(call.target().id(), after.state());
    }

    @Override
    public Observation verify(Call<LdapSettings> call) {
        return ldap.call(
                call.settings().login(),
                call.timeout(),
                directory -> {
                    AccountEntry account = new Accounts(directory, call.settings())
                            .at(call.target().id());
                    return account.isDisabled()
                            ? new Observation.InEffect(call.target().id(), account.state())
                            : new Observation.NotInEffect(call.target().id(), account.state());
                },
                Failure::observation);
    }

    @Override
    public Trial test(Call.Frame<LdapSettings> frame) {
        LdapSettings settings = frame.settings();
        return ldap.call(
                settings.login(),
                frame.timeout(),
                directory -> directory.getEntry(settings.baseDn(), "1.1") == null
                        ? new Trial.Fails("Expected an entry " + settings.baseDn() + ", but there is none.")
                        : new Trial.Works("Signed in and found " + settings.baseDn() + "."),
                Failure::trial);
    }

    private static Outcome proven(Call<LdapSettings> call, JsonNode evidence) {
        return new Outcome.Proven(call.target().id(), evidence);
    }
}
