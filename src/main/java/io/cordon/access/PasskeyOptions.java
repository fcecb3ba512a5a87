package io.cordon.access;

import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import io.cordon.tenancy.PersonRef;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** What a page hands to the browser, in the words of WebAuthn's JSON (level 3, section 5.1.8 and after). */
final class PasskeyOptions {

    private static final String PUBLIC_KEY = "public-key";
    private static final String REQUIRED = "required";

    private PasskeyOptions() {}

    /** For {@code PublicKeyCredential.parseCreationOptionsFromJSON}. */
    record ToRegister(UUID ceremony, CreationOptions publicKey) {}

    /** For {@code PublicKeyCredential.parseRequestOptionsFromJSON}. */
    record ToSign(UUID ceremony, RequestOptions publicKey) {}

    /** See WebAuthn, PublicKeyCredentialCreationOptionsJSON. */
    record CreationOptions(
            Rp rp,
            User user,
            @Schema(description = "base64url") String challenge,
            List<Parameters> pubKeyCredParams,
            @Schema(description = "milliseconds") long timeout,
            List<Descriptor> excludeCredentials,
            Selection authenticatorSelection,
            String attestation) {}

    /** See WebAuthn, PublicKeyCredentialRequestOptionsJSON. */
    record RequestOptions(
            @Schema(description = "base64url") String challenge,
            @Schema(description = "milliseconds") long timeout,
            String rpId,
            List<Descriptor> allowCredentials,
            String userVerification) {}

    record Rp(String id, String name) {}

    record User(@Schema(description = "base64url") String id, String name, String displayName) {}

    record Parameters(String type, long alg) {}

    record Descriptor(
            String type, @Schema(description = "base64url") String id) {}

    record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

    /** A passkey that the device finds by itself, and that it uses for the right person only. */
    static ToRegister toRegister(
            Ceremonies.Ceremony ceremony,
            String rpId,
            PersonRef person,
            String name,
            byte[] handle,
            List<Passkey> has) {
        return new ToRegister(
                ceremony.id(),
                new CreationOptions(
                        new Rp(rpId, "Cordon"),
                        new User(encoded(handle), person.toString(), name),
                        encoded(ceremony.challenge()),
                        WebAuthn.ALGORITHMS.stream()
                                .map(COSEAlgorithmIdentifier::getValue)
                                .map(algorithm -> new Parameters(PUBLIC_KEY, algorithm))
                                .toList(),
                        Ceremonies.HOLDS.toMillis(),
                        descriptors(has),
                        new Selection(REQUIRED, true, REQUIRED),
                        "none"));
    }

    /** @param of those that may sign; none means whichever the device has */
    static ToSign toSign(Ceremonies.Ceremony ceremony, String rpId, List<Passkey> of) {
        return new ToSign(
                ceremony.id(),
                new RequestOptions(
                        encoded(ceremony.challenge()), Ceremonies.HOLDS.toMillis(), rpId, descriptors(of), REQUIRED));
    }

    private static List<Descriptor> descriptors(List<Passkey> passkeys) {
        return passkeys.stream()
                .map(passkey ->
                        new Descriptor(PUBLIC_KEY, encoded(passkey.credential().id())))
                .toList();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
