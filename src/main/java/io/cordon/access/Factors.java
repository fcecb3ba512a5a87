package io.cordon.access;

import io.cordon.tenancy.PersonRef;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person can prove with who they are. */
@Component
class Factors {

    private final Credentials credentials;
    private final Authenticators authenticators;
    private final Passkeys passkeys;

    Factors(Credentials credentials, Authenticators authenticators, Passkeys passkeys) {
        this.credentials = credentials;
        this.authenticators = authenticators;
        this.passkeys = passkeys;
    }

    @Transactional(readOnly = true)
    public List<String> of(PersonRef person) {
        List<String> factors = new ArrayList<>();
        credentials.password(person).ifPresent(hash -> factors.add("password"));
        authenticators.since(person).ifPresent(since -> factors.add("totp"));
        if (!passkeys.of(person).isEmpty()) {
            factors.add("passkey");
        }
        return factors;
    }
}
