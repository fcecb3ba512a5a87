package io.cordon.access;

import io.cordon.storage.Sealing;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.PersonRef;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People's authenticators, and the recovery codes for when one is lost. A code is good once, of either kind. */
@Repository
class Authenticators {

    private static final int RECOVERY_CODES = 10;

    private static final Pattern TIME_CODE = Pattern.compile("[0-9]{6}");

    /** What a person can prove with beside the password. */
    enum Code {
        TOTP("totp"),
        RECOVERY("recovery-code");

        private final String id;

        Code(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    private record Kept(byte[] sealed, long lastStep) {}

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Clock clock;

    Authenticators(JdbcClient jdbc, Sealing sealing, Clock clock) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** Since when codes of one are asked for; empty where the person has none, or has not confirmed it. */
    Optional<Instant> since(PersonRef person) {
        return jdbc.sql("""
            select confirmed_at from authenticator
             where organisation = :organisation and person = :person and confirmed_at is not null
            """)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Takes the place of one that was begun; false where there is one that is confirmed. */
    boolean begin(PersonRef person, String secret, boolean byProvider) {
        return jdbc.sql("""
            insert into authenticator (organisation, person, sealed, by_provider)
            values (:organisation, :person, :sealed, :byProvider)
            on conflict (organisation, person) do update
               set sealed = excluded.sealed, by_provider = excluded.by_provider, begun_at = now()
             where authenticator.confirmed_at is null
            """)
                        .param("organisation", person.organisation().value())
                        .param("person", person.id())
                        .param("sealed", sealing.of(person.organisation()).seal(binding(person), secret))
                        .param("byProvider", byProvider)
                        .update()
                == 1;
    }

    /** True where one was begun, and the code is of it. */
    boolean confirm(PersonRef person, String code) {
        boolean right = useTimeCode(person, code, false);
        if (right) {
            jdbc.sql("""
                update authenticator set confirmed_at = now()
                 where organisation = :organisation and person = :person
                """)
                    .param("organisation", person.organisation().value())
                    .param("person", person.id())
                    .update();
        }
        return right;
    }

    /** What the code was; empty where it is neither the authenticator's of now nor a recovery code, or came before. */
    Optional<Code> use(PersonRef person, String code) {
        boolean ofTheTime = TIME_CODE.matcher(code).matches();
        boolean right = ofTheTime ? useTimeCode(person, code, true) : useRecoveryCode(person, code);
        return right ? Optional.of(ofTheTime ? Code.TOTP : Code.RECOVERY) : Optional.empty();
    }

    private boolean useTimeCode(PersonRef person, String code, boolean confirmed) {
        // For update: of two who come at once with the same code, one is too late.
        OptionalLong step = jdbc.sql("""
            select sealed, last_step from authenticator
             where organisation = :organisation and person = :person and (confirmed_at is not null) = :confirmed
               for update
            """)
                .param("confirmed", confirmed)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .query((row, n) -> new Kept(row.getBytes("sealed"), row.getLong("last_step")))
                .optional()
                .map(kept -> TimeCodes.step(
                        sealing.of(person.organisation()).open(binding(person), kept.sealed()),
                        code,
                        clock.instant(),
                        kept.lastStep()))
                .orElse(OptionalLong.empty());
        step.ifPresent(taken -> jdbc.sql("""
            update authenticator set last_step = :step where organisation = :organisation and person = :person
            """)
                .param("step", taken)
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .update());
        return step.isPresent();
    }

    /** Whether it was one of the person's recovery codes, which it is no longer. */
    private boolean useRecoveryCode(PersonRef person, String code) {
        return jdbc.sql("""
            delete from recovery_code where organisation = :organisation and person = :person and hash = :hash
            """)
                        .param("organisation", person.organisation().value())
                        .param("person", person.id())
                        .param("hash", OneTimeCodes.hash(code))
                        .update()
                == 1;
    }

    /** New ones; those before are good no more. */
    List<String> giveRecoveryCodes(PersonRef person) {
        jdbc.sql("delete from recovery_code where organisation = :organisation and person = :person")
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .update();
        List<String> codes =
                Stream.generate(OneTimeCodes::fresh).limit(RECOVERY_CODES).toList();
        for (String code : codes) {
            jdbc.sql("insert into recovery_code (organisation, person, hash) values (:organisation, :person, :hash)")
                    .param("organisation", person.organisation().value())
                    .param("person", person.id())
                    .param("hash", OneTimeCodes.hash(code))
                    .update();
        }
        return codes;
    }

    int recoveryCodesLeft(PersonRef person) {
        return jdbc.sql("select count(*) from recovery_code where organisation = :organisation and person = :person")
                .param("organisation", person.organisation().value())
                .param("person", person.id())
                .query(Integer.class)
                .single();
    }

    /** With its recovery codes; false where there is none. */
    boolean remove(PersonRef person) {
        return jdbc.sql("delete from authenticator where organisation = :organisation and person = :person")
                        .param("organisation", person.organisation().value())
                        .param("person", person.id())
                        .update()
                == 1;
    }

    /** Removes those that the provider's people may have set up, and tells whose. */
    List<PersonRef> removeByProvider(OrganisationId client) {
        return jdbc.sql("delete from authenticator where organisation = :client and by_provider returning person")
                .param("client", client.value())
                .query((row, n) -> new PersonRef(client, row.getString("person")))
                .list();
    }

    private static String binding(PersonRef person) {
        return person + "|authenticator";
    }
}
