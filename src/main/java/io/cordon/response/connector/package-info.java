/** What every connector promises, and the documents that set connectors up. Each product is one class in {@code catalog}. */
@NullMarked
package io.cordon.response.connector;

import org.jspecify.annotations.NullMarked;
