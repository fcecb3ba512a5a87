/** How the server itself does, for whoever runs it: versions, health, what it counts. */
@ApplicationModule(allowedDependencies = {"tenancy", "api", "storage", "notification"})
@NullMarked
package io.cordon.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
