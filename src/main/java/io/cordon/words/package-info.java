/** Says what the server wrote down in English in a reader's language, by the catalogues of the pages. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.cordon.words;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
