/** Two example clients and an hour of their alerts: to look at the product with, and to be removed again. */
@ApplicationModule(allowedDependencies = {"tenancy", "api", "organisation", "audit", "intake"})
@NullMarked
package io.cordon.example;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
