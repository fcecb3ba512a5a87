/** What an alert means, and why: Drools rules over typed facts. */
@ApplicationModule(allowedDependencies = {"tenancy", "api", "storage", "organisation", "alert"})
@NullMarked
package io.cordon.triage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
