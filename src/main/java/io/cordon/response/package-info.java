/** Actions against the world: authority, guardrails, ledger, proof, undo. */
@ApplicationModule(allowedDependencies = {"tenancy", "api", "storage", "organisation", "audit"})
@NullMarked
package io.cordon.response;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
