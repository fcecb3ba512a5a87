/** The tamper-evident trail: append-only, one hash chain per organisation. */
@ApplicationModule(allowedDependencies = {"tenancy", "api"})
@NullMarked
package io.cordon.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
