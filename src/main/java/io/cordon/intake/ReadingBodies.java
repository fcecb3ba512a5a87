package io.cordon.intake;

import io.cordon.api.Problem;
import io.cordon.tenancy.OrganisationId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Reads what senders send. A body's place in the waiting room grows with the bytes that came, whatever length was
 * announced, and an organisation has only so many bodies on their way at once.
 */
@Component
class ReadingBodies {

    private static final int PART = 32 * 1024;

    private final DataSize largest;
    private final int atOnce;
    private final Map<OrganisationId, Integer> onTheirWay = new HashMap<>();

    ReadingBodies(
            @Value("${cordon.intake.max-body:10MB}") DataSize largest,
            @Value("${cordon.intake.max-receiving:250}") int atOnce) {
        this.largest = largest;
        this.atOnce = atOnce;
    }

    /** @throws IntakeUnavailable where the organisation has too many on their way, or too much waiting */
    byte[] read(HttpServletRequest request, OrganisationId organisation, WaitingRoom.Place place) throws IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.unsupported("Expected a body without Content-Encoding, but got '" + encoding + "'.");
        }
        long announced = request.getContentLengthLong();
        if (announced > largest.toBytes()) {
            throw tooLarge();
        }
        begin(organisation);
        try {
            return read(request.getInputStream(), announced < 0 ? PART : (int) Math.min(PART, announced), place);
        } finally {
            end(organisation);
        }
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
