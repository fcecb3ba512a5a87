package io.cordon.response.connector.catalog;

import com.unboundid.ldap.sdk.Filter;
import io.cordon.api.Finding;
import io.cordon.response.connector.Secret;
import io.cordon.response.connector.Setting;
import io.cordon.response.connector.outbound.OutboundLdap;
import io.cordon.response.connector.outbound.Trust;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a directory is, and how its accounts are found and disabled. */
record LdapSettings(
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
                help = "In PEM, where the directory's certificate is not publicly trusted",
                lines = true)
        @Nullable
        String caCertificate,

        @Setting(label = "Password") Secret password) {

    /** How an account is disabled. */
    enum Mode {
        ACTIVE_DIRECTORY,
        GENERIC
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        String scheme = String.valueOf(url.getScheme());
        if (!scheme.equals("ldaps") && !scheme.equals("ldap")) {
            findings.add(new Finding("url", "Expected ldaps:// or ldap://, but got " + scheme + "://."));
        }
        if (!Set.of("sAMAccountName", "userPrincipalName", "uid").contains(userAttribute)) {
            findings.add(new Finding(
                    "userAttribute",
                    "Expected sAMAccountName, userPrincipalName or uid, but got '" + userAttribute + "'."));
        }
        if (!lockAttribute.matches("[A-Za-z][A-Za-z0-9-]*")) {
            findings.add(
                    new Finding("lockAttribute", "Expected an attribute's name, but got '" + lockAttribute + "'."));
        }
        try {
            Trust.of(caCertificate);
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("caCertificate", String.valueOf(e.getMessage())));
        }
        return findings;
    }

    /** What finds the accounts of a name; in Active Directory a name with an @ may be a principal's. */
    Filter named(String name) {
        Filter byAttribute = Filter.createEqualityFilter(userAttribute, name);
        return mode == Mode.ACTIVE_DIRECTORY && name.indexOf('@') >= 0
                ? Filter.createORFilter(byAttribute, Filter.createEqualityFilter("userPrincipalName", name))
                : byAttribute;
    }

    OutboundLdap.Login login() {
        return new OutboundLdap.Login(url, startTls, Trust.of(caCertificate), bindDn, password);
    }
}
