/** Who is told what, where, by when, with what removed. */
@ApplicationModule(allowedDependencies = {"tenancy", "api", "storage", "organisation", "audit"})
@NullMarked
package io.cordon.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
