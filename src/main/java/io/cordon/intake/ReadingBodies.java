package io.cordon.intake;

import io.cordon.api.Problem;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/**
 * Reads what senders send. A body's place in the waiting room grows with the bytes that came, whatever length was
 * announced, and an organisation has only so many bodies on their way at once.
 */
@Component
class ReadingBodies {

    private static final int PART = 32 * 1024;

    /** As long as a request knows its sender, so that what comes at once costs no question more. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final ActingFor actingFor;
    private final TransactionTemplate transaction;
    private final DataSize largest;
    private final int atOnce;
    private final Map<OrganisationId, Integer> onTheirWay = new HashMap<>();

    ReadingBodies(
            ActingFor actingFor,
            TransactionTemplate transaction,
            @Value("${cordon.intake.max-body:10MB}") DataSize largest,
            @Value("${cordon.intake.max-receiving:250}") int atOnce) {
        this.actingFor = actingFor;
        this.transaction = transaction;
        this.largest = largest;
        this.atOnce = atOnce;
    }

    /**
     * Reads a body. Refused where it took its time and its sender is no longer let in when it is there.
     *
     * @throws IntakeUnavailable where the organisation has too many on their way, or too much waiting
     */
    byte[] read(HttpServletRequest request, OrganisationId organisation, WaitingRoom.Place place) throws IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.unsupported("Expected a body without Content-Encoding, but got '" + encoding + "'.");
        }
        long announced = request.getContentLengthLong();
        if (announced > largest.toBytes()) {
            throw tooLarge();
        }
        long began = System.nanoTime();
        begin(organisation);
        byte[] body;
        try {
            body = read(request.getInputStream(), announced < 0 ? PART : (int) Math.min(PART, announced), place);
        } finally {
            end(organisation);
        }
        if (System.nanoTime() - began > AT_ONCE.toNanos()) {
            requireStillLetIn(organisation);
        }
        return body;
    }

    /** As every change asks where it begins: alerts are written elsewhere, by threads that know of no sender. */
    private void requireStillLetIn(OrganisationId organisation) {
        actingFor.run(organisation, () -> transaction.executeWithoutResult(status -> {}));
    }

    private byte[] read(InputStream from, int atATime, WaitingRoom.Place place) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(atATime);
        byte[] part = from.readNBytes(atATime);
        while (part.length > 0) {
            place.make(part.length);
            body.writeBytes(part);
            if (body.size() > largest.toBytes()) {
                throw tooLarge();
            }
            part = from.readNBytes(atATime);
        }
        return body.toByteArray();
    }

    private synchronized void begin(OrganisationId organisation) {
        int before = onTheirWay.getOrDefault(organisation, 0);
        if (before >= atOnce) {
            throw new IntakeUnavailable(
                    atOnce + " requests of " + organisation + " are being received, which is as many as may be.");
        }
        onTheirWay.put(organisation, before + 1);
    }

    private synchronized void end(OrganisationId organisation) {
        onTheirWay.computeIfPresent(organisation, (key, before) -> before == 1 ? null : before - 1);
    }

    private Problem tooLarge() {
        return Problem.tooLarge(
                "Expected at most " + largest.toMegabytes() + " MB in one request. Send fewer alerts at a time.");
    }
}
