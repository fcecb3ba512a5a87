/** The hosted block lists: a connector that needs no access to a firewall, and the pages that firewalls pull. */
@NullMarked
package io.cordon.response.blocklist;

import org.jspecify.annotations.NullMarked;
