/** Who acts, and for which organisations: the frame around every piece of work and every transaction. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.cordon.tenancy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
