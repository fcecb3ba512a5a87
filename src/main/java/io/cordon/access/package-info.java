/** Sign-in, roles, tokens, and which organisations a request may touch. */
@ApplicationModule(allowedDependencies = {"tenancy", "api", "storage", "organisation", "audit", "pages"})
@NullMarked
package io.cordon.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
