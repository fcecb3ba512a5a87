/** Clients and provider: people, RACI, authority, assets, calendars, on-call, and what the set-up leaves open. */
@ApplicationModule(allowedDependencies = {"tenancy", "api", "audit"})
@NullMarked
package io.cordon.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
