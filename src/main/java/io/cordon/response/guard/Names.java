package io.cordon.response.guard;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Whether two spellings of a host's or a person's name may mean the same. In doubt they do. */
final class Names {

    private Names() {}

    /** Same name, or one is short (DC01) and is the other's first label (dc01.acme.test). */
    static boolean sameHost(String one, String other) {
        String a = host(one);
        String b = host(other);
        return a.equals(b)
                || (!a.contains(".") && b.startsWith(a + "."))
                || (!b.contains(".") && a.startsWith(b + "."));
    }

    /** Same account in any of the forms DOMAIN\name, name@domain, name, CN=name,…. */
    static boolean sameAccount(String one, String other) {
        Set<String> shared = new HashSet<>(accounts(one));
        shared.retainAll(accounts(other));
        return !shared.isEmpty();
    }

    /** Same domain, or one lies within the other: blocking either one takes the other with it. */
    static boolean relatedDomains(String one, String other) {
        String a = host(one);
        String b = host(other);
        return a.equals(b) || a.endsWith("." + b) || b.endsWith("." + a);
    }

    private static String host(String name) {
        return NormalTarget.dnsName(name).orElse(name.strip().toLowerCase(Locale.ROOT));
    }

    private static Set<String> accounts(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        Set<String> forms = new HashSet<>(Set.of(name));
        if (name.startsWith("cn=")) {
            name = name.substring(3).split(",", 2)[0];
            forms.add(name);
        }
        int slash = Math.max(name.lastIndexOf('\\'), name.lastIndexOf('/'));
        if (slash >= 0) {
            name = name.substring(slash + 1);
            forms.add(name);
        }
        int at = name.indexOf('@');
        if (at > 0) {
            forms.add(name.substring(0, at));
        }
        return forms;
    }
}
