/** Incidents: correlation, severity, timeline, evidence, clocks. */
@ApplicationModule(
        allowedDependencies = {"tenancy", "api", "organisation", "audit", "alert", "triage", "response", "notification"
        })
@NullMarked
package io.cordon.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
