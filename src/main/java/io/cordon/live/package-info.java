/** Tells pages that are open what has changed, so that they look again; it never says what it is now. */
@ApplicationModule(allowedDependencies = {"tenancy", "api", "organisation", "alert", "incident"})
@NullMarked
package io.cordon.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
