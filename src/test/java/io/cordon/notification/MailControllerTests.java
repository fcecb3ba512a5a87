package io.cordon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import io.cordon.api.Problem;
import io.cordon.notification.MailController.MailTried;
import io.cordon.organisation.Persons;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.PersonRef;
import io.cordon.tenancy.Role;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whether mail leaves the server, and the letter that tries it. */
@CordonServerTest
class MailControllerTests {

    private static final String TEST = "/api/v1/mail/test";

    @Autowired
    private Api api;

    @Autowired
    private Fixture fixture;

    @Autowired
    private Persons persons;

    @Autowired
    private ActingFor actingFor;

    private Api.As martha;

    @BeforeEach
    void anAdministratorOfTheProvider() {
        martha = api.as(fixture.providerToken("admin", "martha"));
    }

    @Test
    void isForTheProvidersAdministratorsOnly() {
        for (Api.As who : List.of(fixture.client().admin(), api.as(fixture.providerToken("engineer", "edda")))) {
            assertThat(who.get("/api/v1/mail").status()).isEqualTo(403);
            assertThat(who.post(TEST).status()).isEqualTo(403);
        }
        assertThat(martha.get("/api/v1/mail").at("/isSetUp")).isEqualTo("false");
    }

    @Test
    void withoutAMailServerThereIsNothingToTry() {
        Api.Answer answer = martha.post(TEST);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/detail")).contains("SPRING_MAIL_HOST");
    }

    @Test
    void whoeverHasNoAddressCannotBeWrittenTo() throws IOException {
        Api.As administrator = api.administrator();
        var document =
                administrator.get("/api/v1/organisations/provider/people").body();
        var people = document.path("people").deepCopy().asArray();
        people.addPOJO(Map.of("id", "nora", "name", "Nora", "roles", List.of("admin")));
        administrator.put("/api/v1/organisations/provider/people", Map.of("people", people));

        try (var server = new MoodySmtpServer(line -> "")) {
            Assertions.assertThatThrownBy(() -> tried(server.port(), "nora"))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.getStatusCode().value()).isEqualTo(409);
                        assertThat(problem.getBody().getDetail()).contains("mail address of provider/nora");
                    });
            assertThat(server.heard).isEmpty();
        }
    }

    @Test
    void theLetterArrivesAndTheServersWordsAreTold() throws Exception {
        GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        try {
            MailTried tried = tried(smtp.getSmtp().getPort(), "martha");

            assertThat(tried.accepted()).isTrue();
            assertThat(tried.to()).isEqualTo("martha@provider.example");
            assertThat(tried.words()).startsWith("250");
            assertThat(smtp.getReceivedMessagesForDomain("martha@provider.example"))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.getSubject()).isEqualTo("A test from Cordon"));
        } finally {
            smtp.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({"550 5.1.1 no such user, no such user", "450 4.2.1 greylisted, greylisted"})
    void whatTheServerSaysNoWithIsTold(String answer, String words) throws IOException {
        MailTried tried = inMood(line -> line.startsWith("RCPT") ? answer : "");
        assertThat(tried.accepted()).isFalse();
        assertThat(tried.words()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL FROM", "DATA"})
    void aConnectionThatBreaksIsNoFailureOfOurs(String at) throws IOException {
        MailTried tried = inMood(line -> line.startsWith(at) ? "hang up" : "");
        assertThat(tried.accepted()).isFalse();
        assertThat(tried.words()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://cordon.example, false",
        "https://soc_server, false",
        "https://soc_server:8443/cordon/, false",
        "http://localhost:8080, true",
        "http://127.0.1.1, true",
        "http://[::1]:8080, true",
        "https://not a host, true",
        "cordon, true"
    })
    void linksThatLeadNowhereAreKnown(String base, boolean nowhere) {
        assertThat(new Links(base).leadNowhere()).isEqualTo(nowhere);
    }

    private MailTried inMood(Function<String, String> mood) throws IOException {
        try (var server = new MoodySmtpServer(mood)) {
            return tried(server.port(), "martha");
        }
    }

    private MailTried tried(int port, String person) {
        MailSettings settings = new MailSettings(
                "Cordon <cordon@soc.example>", Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(200));
        Clock clock = Clock.systemUTC();
        MailController controller = new MailController(
                new MailServer(PostRoom.provider(PostRoom.sender(port)), new MailForm(settings, clock)),
                settings,
                new Links("https://cordon.example"),
                persons,
                clock);
        PersonRef ref = new PersonRef(OrganisationId.PROVIDER, person);
        Caller caller = new Caller(
                ref.toString(),
                ref,
                OrganisationId.PROVIDER,
                Party.PROVIDER,
                Set.of(Role.ADMIN),
                Set.of(OrganisationId.PROVIDER));
        return actingFor.call(OrganisationId.PROVIDER, () -> controller.test(caller));
    }
}
