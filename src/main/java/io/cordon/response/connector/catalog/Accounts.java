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
import java.util.List;
import java.util.Objects;

/** Finds the accounts of a directory that is signed in to. */
record Accounts(LDAPConnection directory, LdapSettings settings) {

    /** At most two: the second says that there are several. */
    List<AccountEntry> named(String name) throws LDAPException {
        return search(settings.named(name));
    }

    /** The account that {@link AccountEntry#id} names, wherever it is by now. */
    AccountEntry at(String id) throws LDAPException {
        Filter filter = AccountEntry.withId(id, settings);
        if (filter != null) {
            return search(filter).stream().findFirst().orElseThrow(() -> new LDAPException(ResultCode.NO_SUCH_OBJECT));
        }
        Entry entry = directory.getEntry(id, AccountEntry.attributes(settings));
        if (entry == null) {
            throw new LDAPException(ResultCode.NO_SUCH_OBJECT);
        }
        return new AccountEntry(entry, settings);
    }

    private List<AccountEntry> search(Filter filter) throws LDAPException {
        SearchRequest request =
                new SearchRequest(settings.baseDn(), SearchScope.SUB, filter, AccountEntry.attributes(settings));
        request.setSizeLimit(2);
        return entries(request).stream()
                .map(entry -> new AccountEntry(entry, settings))
                .toList();
    }

    private List<SearchResultEntry> entries(SearchRequest request) throws LDAPException {
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
}
