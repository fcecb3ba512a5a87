package io.cordon.response;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What the hosted block lists have of actions' targets. */
public interface HostedLists {

    /**
     * By action: of those that were carried out, or taken back, on a hosted list. What a server of an older version
     * took off a list is left out.
     */
    Map<UUID, Listing> of(Collection<UUID> actions);
}
