/** What people keep for themselves: the filters of a list under a name. */
@ApplicationModule(allowedDependencies = {"tenancy", "api"})
@NullMarked
package io.cordon.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
