/** How the public interface speaks: problem details, pages of lists, findings. */
@ApplicationModule(allowedDependencies = "tenancy")
@NullMarked
package io.cordon.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
