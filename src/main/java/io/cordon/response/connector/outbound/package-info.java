/** The one door to the world outside: which addresses may be reached, and every HTTP call. */
@NullMarked
package io.cordon.response.connector.outbound;

import org.jspecify.annotations.NullMarked;
