package io.cordon.audit;

import io.cordon.tenancy.OrganisationId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Goes along a chain and finds what was edited, taken out, put in or moved. */
@Service
class VerifyingTrail {

    private static final int STRIDE = 2_000;
    private static final int REPORTED = 100;

    private final AuditEntries entries;

    VerifyingTrail(AuditEntries entries) {
        this.entries = entries;
    }

    /**
     * What came out.
     *
     * @param head the hash of the last entry; keep it elsewhere: who rewrites chain and head together is found only
     *     by comparing with what was written down outside
     * @param findings in the order of the chain, at most 100
     */
    record Verdict(boolean intact, long entries, String head, List<Flaw> findings) {}

    /** The place in the chain where something is wrong. */
    record Flaw(long number, String text) {}

    // One snapshot: an entry that is appended meanwhile is in both reads or in neither.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Verdict verify(OrganisationId organisation) {
        List<Flaw> findings = new ArrayList<>();
        AuditEntries.Head last = new AuditEntries.Head(0, new byte[32]);
        long count = 0;
        List<AuditEntry> stretch;
        do {
            stretch = entries.after(organisation, last.number(), STRIDE);
            for (AuditEntry entry : stretch) {
                check(entry, last, findings);
                last = new AuditEntries.Head(entry.number(), entry.hash());
                count++;
            }
        } while (stretch.size() == STRIDE);
        AuditEntries.Head head = entries.head(organisation).orElse(new AuditEntries.Head(0, new byte[32]));
        if (head.number() != last.number() || !Arrays.equals(head.hash(), last.hash())) {
            findings.add(new Flaw(
                    head.number(),
                    "Expected the chain to end with entry " + head.number() + " (" + head.hex()
                            + "), but it ends with entry " + last.number() + " (" + last.hex() + ")."));
        }
        return new Verdict(
                findings.isEmpty(),
                count,
                head.hex(),
                findings.stream().limit(REPORTED).toList());
    }

    private static void check(AuditEntry entry, AuditEntries.Head before, List<Flaw> findings) {
        if (entry.number() != before.number() + 1) {
            findings.add(new Flaw(
                    entry.number(),
                    "Expected entry " + (before.number() + 1) + " to follow entry " + before.number()
                            + ", but the next one is " + entry.number() + ": entries were taken out."));
        } else if (!Arrays.equals(entry.previous(), before.hash())) {
            findings.add(new Flaw(
                    entry.number(),
                    "Expected entry " + entry.number() + " to point to the hash of entry " + before.number() + " ("
                            + before.hex() + "), but it points to "
                            + HexFormat.of().formatHex(entry.previous())
                            + ": an entry was put in, moved or replaced."));
        }
        if (!Arrays.equals(entry.hash(), entry.expectedHash())) {
            findings.add(new Flaw(
                    entry.number(),
                    "Expected the hash of entry " + entry.number()
                            + " to fit its content, but it does not: the entry was edited."));
        }
    }
}
