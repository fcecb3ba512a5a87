package io.cordon.organisation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that one client and the provider have agreed on, as it stands now: an immutable view over the organisation's
 * documents. Get a fresh one from {@link Contracts#of} for every decision.
 */
public interface Contract {

    Organisation organisation();

    /** The client's people and the provider's, each with their own reference; the provider's are none once shut out. */
    List<Person> clientPeople();

    List<Person> providerPeople();

    /** Who stands where for a function at a moment. Never fails: gaps show as empty or null parts. */
    Assignment assign(String function, Instant at);

    /** Every grant for a verb, as written; empty means never. */
    List<Grant> grants(String verb);

    List<ProtectedEntry> protectedEntries();

    List<Asset> assets();

    /** The assets that carry a name or an address, compared without case and without a trailing dot. */
    List<Asset> assetsNamed(String nameOrAddress);

    boolean isBusinessHours(Instant at);

    /** The end of a span of minutes on the given clock. */
    Instant after(Instant start, int minutes, boolean businessClock);

    /** When the client's people go home on the working day that comes so many after the day of the start. */
    Instant afterWorkingDays(Instant start, int days);

    ServiceLevel serviceLevel(Severity severity);

    /** Regimes of notification duties that apply, such as {@code gdpr}. */
    List<String> regimes();

    /** The version of each document that this view was made from; 0 for one never written. */
    Map<String, Integer> versions();

    /** Why every change to the outside is stopped for this organisation; empty where it is not. */
    Optional<String> killSwitch();
}
