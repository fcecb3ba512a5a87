/** Where everything is kept: one PostgreSQL, embedded or the operator's own, its roles and its schema. */
@ApplicationModule(allowedDependencies = "tenancy")
@NullMarked
package io.cordon.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
