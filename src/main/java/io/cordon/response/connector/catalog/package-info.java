/** One class per product. They know nothing of each other. */
@NullMarked
package io.cordon.response.connector.catalog;

import org.jspecify.annotations.NullMarked;
