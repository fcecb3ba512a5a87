package io.cordon.access;

import io.cordon.api.Ids;
import io.cordon.api.Page;
import io.cordon.api.Problem;
import io.cordon.audit.AuditTrail;
import io.cordon.organisation.Person;
import io.cordon.organisation.Persons;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import io.cordon.tenancy.SteppedUp;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Transactional
@RequestMapping("/api/v1/session/passkeys")
@Tag(name = "passkeys")
class PasskeyController {

    private static final int MOST = 20;
    private static final int LONGEST_NAME = 100;

    private final Passkeys passkeys;
    private final RegisteringPasskeys registering;
    private final RelyingParty relyingParty;
    private final Persons persons;
    private final ProvidersHand providersHand;
    private final AuditTrail audit;

    PasskeyController(
            Passkeys passkeys,
            RegisteringPasskeys registering,
            RelyingParty relyingParty,
            Persons persons,
            ProvidersHand providersHand,
            AuditTrail audit) {
        this.passkeys = passkeys;
        this.registering = registering;
        this.relyingParty = relyingParty;
        this.persons = persons;
        this.providersHand = providersHand;
        this.audit = audit;
    }

    /**
     * A passkey.
     *
     * @param backedUp whether the person has it on other devices too
     */
    record PasskeyView(
            UUID id,
            @Schema(example = "Anna's laptop") String name,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            boolean backedUp) {
        static PasskeyView of(Passkey passkey) {
            return new PasskeyView(
                    passkey.id(), passkey.name(), passkey.createdAt(), passkey.lastUsedAt(), passkey.backedUp());
        }
    }

    /** A device's new passkey, and what the person calls it. */
    record NewPasskey(
            @Schema(example = "Anna's laptop") @Nullable String name,

            @Schema(description = "as the options had it") @Nullable
            String ceremony,

            @Schema(description = "the browser's PublicKeyCredential, as its toJSON() gives it") @Nullable
            Map<String, Object> credential) {}

    record PasskeyName(
            @Schema(example = "Anna's laptop") @Nullable String name) {}

    @GetMapping
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "The person's passkeys, oldest first")
    Page<PasskeyView> list(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        PersonRef person = CallerAuthentication.requireSession().person();
        return Page.whole(passkeys.of(person).stream().map(PasskeyView::of).toList(), limit, cursor);
    }

    @PostMapping("/options")
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @SteppedUp
    @Operation(
            summary = "What the browser makes a passkey with",
            description = "publicKey is for PublicKeyCredential.parseCreationOptionsFromJSON; it holds for five"
                    + " minutes, once. 409 where this server can have none: see passkeys in"
                    + " /api/v1/sign-in-options.")
    PasskeyOptions.ToRegister options() {
        Session session = CallerAuthentication.requireSession();
        if (!relyingParty.canHavePasskeys()) {
            throw Problem.conflict("Expected CORDON_BASE_URL to be a name under https, or localhost: browsers make"
                    + " passkeys for no other address.");
        }
        List<Passkey> has = passkeys.of(session.person());
        if (has.size() >= MOST) {
            throw Problem.conflict("Expected fewer than " + MOST + " passkeys, but you have as many: remove those that"
                    + " you no longer use.");
        }
        String name = persons.find(session.person())
                .map(Person::name)
                .orElse(session.person().id());
        return registering.begin(session, name, has);
    }

    @PostMapping
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @SteppedUp
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Keeps the passkey that a device has made; from now on it signs the person in")
    PasskeyView add(@RequestBody NewPasskey body, Caller caller, HttpServletRequest request) {
        Session session = CallerAuthentication.requireSession();
        PersonRef person = session.person();
        String name = named(body.name());
        boolean byProvider = providersHand.acts(person.organisation(), caller);
        Optional<UsingPasskeys.Answer> answer =
                new DeviceAnswer(body.ceremony(), body.credential()).from(relyingParty.origins(request));
        Passkey passkey = answer.flatMap(made -> registering.end(session, made, name, byProvider))
                .orElseThrow(() -> Problem.invalid(
                        "credential",
                        "Expected what a device made with options that this session got at most five minutes ago and"
                                + " that were not used before."));
        if (!passkeys.add(passkey)) {
            throw Problem.conflict("Expected a new passkey, but this one is known already.");
        }
        audited(caller, person, "passkey-added", name);
        return PasskeyView.of(passkey);
    }

    @PutMapping("/{id}")
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @Operation(summary = "Calls a passkey something else")
    PasskeyView rename(@PathVariable String id, @RequestBody PasskeyName body) {
        PersonRef person = CallerAuthentication.requireSession().person();
        UUID key = Ids.read("passkey", id);
        if (!passkeys.rename(person, key, named(body.name()))) {
            throw Problem.notFound("passkey", id);
        }
        return PasskeyView.of(find(person, key));
    }

    @DeleteMapping("/{id}")
    @Allowed({Role.INTEGRATION, Role.RESPONDER, Role.LEAD, Role.ENGINEER, Role.AUDITOR, Role.ADMIN})
    @SteppedUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Removes a passkey; it signs nobody in any more")
    void remove(@PathVariable String id, Caller caller) {
        PersonRef person = CallerAuthentication.requireSession().person();
        Passkey passkey = find(person, Ids.read("passkey", id));
        passkeys.remove(person, passkey.id());
        audited(caller, person, "passkey-removed", passkey.name());
    }

    private Passkey find(PersonRef person, UUID id) {
        return passkeys.of(person).stream()
                .filter(passkey -> passkey.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("passkey", id));
    }

    private void audited(Caller caller, PersonRef person, String action, String name) {
        audit.append(person.organisation(), caller.name(), action, "person:" + person, Map.of("name", name));
    }

    private static String named(@Nullable String name) {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST_NAME
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid(
                    "name",
                    "Expected a name of 1 to " + LONGEST_NAME + " readable characters that tells the passkey from"
                            + " others.");
        }
        return stripped;
    }
}
