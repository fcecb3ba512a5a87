package io.cordon.notification;

import static io.cordon.notification.Told.anna;
import static io.cordon.notification.Told.ben;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a mail server says no to, and what becomes of it. */
class RefusedMailTests {

    @Test
    void anAddressThatIsRefusedForGoodFailsAlone() throws IOException {
        inMood(line -> line.contains("anna@") ? "550 5.1.1 no such user" : "", room -> {
            room.sendTo("k", anna(), ben());
            room.round().deliver();

            assertThat(statesByPerson(room)).isEqualTo(Map.of("anna", "failed", "ben", "sent"));
            assertThat(room.all())
                    .filteredOn(view -> view.state().equals("failed"))
                    .singleElement()
                    .satisfies(view -> assertThat(view.lastError()).contains("550 5.1.1 no such user"));
        });
    }

    @Test
    void contentThatIsRefusedForGoodFailsAlone() throws IOException {
        inMood(line -> line.equals(".") ? "554 5.7.1 we do not like it" : "", room -> {
            room.sendTo("k", anna());
            room.round().deliver();

            assertThat(room.states()).containsExactly("failed");
        });
    }

    @Test
    void anAddressThatIsNoneFailsWithoutTroublingTheServer() throws IOException {
        inMood(line -> "", room -> {
            room.sendTo("k", Told.person("odd", "Odd", "not an address\r\nRCPT TO:<evil@x.test>"), ben());
            room.round().deliver();

            assertThat(statesByPerson(room)).isEqualTo(Map.of("odd", "failed", "ben", "sent"));
        });
    }

    @Test
    void aServerThatIsBusyGetsItLater() throws IOException {
        String[] mood = {"450 4.2.1 greylisted, come back"};
        inMood(line -> line.contains("anna@") ? mood[0] : "", room -> {
            room.sendTo("k", anna(), ben());
            room.round().deliver();
            assertThat(statesByPerson(room)).isEqualTo(Map.of("anna", "queued", "ben", "sent"));

            mood[0] = "";
            room.allAreDue();
            room.round().deliver();
            assertThat(statesByPerson(room)).isEqualTo(Map.of("anna", "sent", "ben", "sent"));
        });
    }

    @Test
    void aRefusedSenderIsTheSetUpsFaultAndLosesNothing() throws IOException {
        inMood(line -> line.startsWith("MAIL FROM") ? "550 5.7.1 you may not send from here" : "", room -> {
            room.sendTo("k", anna(), ben());

            assertThat(room.round().deliver()).isFalse();
            assertThat(room.states()).containsExactly("queued", "queued");
        });
    }

    @Test
    void aMessageThatBreaksTheConnectionDoesNotHoldUpTheOthers() throws IOException {
        inMood(line -> line.contains("anna@") ? "hang up" : "", room -> {
            room.sendTo("k", anna(), ben());

            assertThat(room.round().deliver()).isFalse();
            room.round().deliver();
            assertThat(statesByPerson(room)).isEqualTo(Map.of("anna", "queued", "ben", "sent"));
        });
    }

    @Test
    void withoutAMailServerMessagesAreKeptAndShown() throws IOException {
        try (PostRoom room = new PostRoom(PostRoom.NO_SERVER)) {
            room.delivering.start();
            room.sendTo("k", anna());

            assertThat(room.states()).containsExactly("kept");
            var whole = room.whole(room.all().getFirst().id());
            assertThat(whole.text()).contains("A NEW INCIDENT NEEDS YOU");
            assertThat(whole.html()).contains("A new incident needs you");
            assertThat(room.moved).singleElement().satisfies(moved -> {
                assertThat(moved.state()).isEqualTo("kept");
                assertThat(moved.detail()).contains("No mail server");
            });
        }
    }

    private interface Scene {
        void play(PostRoom room);
    }

    private static void inMood(Function<String, String> mood, Scene scene) throws IOException {
        try (MoodySmtpServer server = new MoodySmtpServer(mood);
                PostRoom room = new PostRoom(server.port())) {
            scene.play(room);
        }
    }

    private static Map<String, String> statesByPerson(PostRoom room) {
        return room.all().stream()
                .collect(Collectors.toMap(view -> view.recipient().person(), NotificationView::state));
    }
}
