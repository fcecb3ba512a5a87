/** The doors for alerts, and the pipeline from bytes to a durable outcome. */
@ApplicationModule(
        allowedDependencies = {"tenancy", "api", "organisation", "access", "alert", "triage", "incident", "playbook"})
@NullMarked
package io.cordon.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
