/** What an alert is: source mappings, the normal form, fingerprints, duplicates, storage. */
@ApplicationModule(allowedDependencies = {"tenancy", "api", "storage", "organisation"})
@NullMarked
package io.cordon.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
