package io.cordon.organisation;

import io.cordon.tenancy.PersonRef;
import org.jspecify.annotations.Nullable;

/**
 * By what an identity server knows a person.
 *
 * @param subject the id of the identity server, a colon, and the server's own unchanging id of the person
 */
public record Account(
        PersonRef person, @Nullable String email, @Nullable String subject) {}
