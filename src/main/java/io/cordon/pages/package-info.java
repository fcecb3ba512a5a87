/** Hands out the web pages; all they know comes from the public interface. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.cordon.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
