package io.cordon.access;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks what devices sign (W3C WebAuthn, sections 7.1 and 7.2). The device must have asked the person for finger, face
 * or PIN; who made the device is not asked.
 */
@Component
class WebAuthn {

    /** Elliptic curves, and RSA, which Windows Hello has on older machines; in the order of our liking. */
    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    private static final boolean USER_VERIFIED = true;
    private static final boolean USER_PRESENT = true;

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter attested = new AttestedCredentialDataConverter(converter);
    private final RelyingParty relyingParty;

    WebAuthn(RelyingParty relyingParty) {
        this.relyingParty = relyingParty;
    }

    /** What a device has made. */
    record Made(Passkey.Credential credential, boolean backedUp) {}

    /**
     * What a device has signed, not checked yet.
     *
     * @param credential which one it says to have signed with
     */
    record Signed(byte[] credential, AuthenticationData data) {}

    /** What is new of a passkey after it was used. */
    record Used(long signCount, boolean backedUp) {}

    /** Empty where the device's answer is not one to this challenge from one of these pages. */
    Optional<Made> made(String json, byte[] challenge, byte[] userHandle, Set<String> origins) {
        var parameters =
                new RegistrationParameters(server(challenge, origins), accepted(), USER_VERIFIED, USER_PRESENT);
        try {
            RegistrationData data = manager.verifyRegistrationResponseJSON(json, parameters);
            var authenticator =
                    Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            var credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
            return Optional.of(new Made(
                    new Passkey.Credential(
                            credential.getCredentialId(),
                            userHandle,
                            attested.convert(credential),
                            authenticator.getSignCount(),
                            authenticator.isFlagBE()),
                    authenticator.isFlagBS()));
        } catch (RuntimeException e) {
            // NB: also others than the library's own: of JSON that lacks a part it makes a NullPointerException.
            return Optional.empty();
        }
    }

    /** Empty where it cannot be read. */
    Optional<Signed> read(String json) {
        try {
            AuthenticationData data = manager.parseAuthenticationResponseJSON(json);
            byte @Nullable [] credential = credential(data);
            return credential == null ? Optional.empty() : Optional.of(new Signed(credential, data));
        } catch (RuntimeException e) {
            // NB: see above.
            return Optional.empty();
        }
    }

    /** Empty where this passkey has not signed this challenge on one of these pages, or looks like a copy of it. */
    Optional<Used> check(Signed signed, Passkey passkey, byte[] challenge, Set<String> origins) {
        byte @Nullable [] handle = userHandle(signed.data());
        if (handle != null
                && !MessageDigest.isEqual(handle, passkey.credential().userHandle())) {
            return Optional.empty();
        }
        var parameters = new AuthenticationParameters(
                server(challenge, origins), known(passkey), null, USER_VERIFIED, USER_PRESENT);
        try {
            var authenticator = Objects.requireNonNull(
                    manager.verify(signed.data(), parameters).getAuthenticatorData());
            return Optional.of(new Used(authenticator.getSignCount(), authenticator.isFlagBS()));
        } catch (DataConversionException | VerificationException e) {
            return Optional.empty();
        }
    }

    // NB: the library says of the bytes that they may be null, and means their array.
    @SuppressWarnings("NullAway")
    private static byte @Nullable [] credential(AuthenticationData data) {
        return data.getCredentialId();
    }

    @SuppressWarnings("NullAway")
    private static byte @Nullable [] userHandle(AuthenticationData data) {
        return data.getUserHandle();
    }

    private CredentialRecordImpl known(Passkey passkey) {
        Passkey.Credential credential = passkey.credential();
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                USER_VERIFIED,
                credential.backupEligible(),
                passkey.backedUp(),
                credential.signCount(),
                attested.convert(credential.attested()),
                null,
                null,
                null,
                null);
    }

    private ServerProperty server(byte[] challenge, Set<String> origins) {
        return ServerProperty.builder()
                .origins(origins.stream().map(Origin::new).collect(Collectors.toSet()))
                .rpId(relyingParty.id())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private static List<PublicKeyCredentialParameters> accepted() {
        return ALGORITHMS.stream()
                .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                .toList();
    }
}
