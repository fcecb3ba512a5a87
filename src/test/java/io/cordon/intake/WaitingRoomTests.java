package io.cordon.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.tenancy.OrganisationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class WaitingRoomTests {

    private static final OrganisationId FLOOD = new OrganisationId("flood");

    private final WaitingRoom room = new WaitingRoom(DataSize.ofBytes(1_000), 100, new SimpleMeterRegistry());

    @Test
    void whoFloodsGetsHalfAndEverybodyElseStillGetsIn() {
        assertThat(fill(FLOOD, 10)).hasSize(50);
        assertThat(fill(new OrganisationId("second"), 10)).hasSize(25);
        try (var third = room.enter(new OrganisationId("third"))) {
            third.make(100);
            assertThat(room.waiting()).isEqualTo(850);
        }
        assertThat(room.waiting()).isEqualTo(750);
    }

    @Test
    void manySmallOnesTakeTheirShareOfTheQueue() {
        assertThat(fill(FLOOD, 1)).hasSize(50);
    }

    @Test
    void whatIsGivenBackIsFreeAgain() {
        for (int round = 0; round < 3; round++) {
            List<WaitingRoom.Place> places = fill(FLOOD, 100);
            assertThat(places).hasSize(5);
            places.forEach(WaitingRoom.Place::close);
            assertThat(room.waiting()).isZero();
        }
    }

    @Test
    void aPlaceThatCannotGrowKeepsNothingAfterItsEnd() {
        try (var place = room.enter(FLOOD)) {
            place.make(400);
            assertThatThrownBy(() -> place.make(200)).isInstanceOf(IntakeUnavailable.class);
        }
        assertThat(room.waiting()).isZero();
    }

    private List<WaitingRoom.Place> fill(OrganisationId organisation, int bytes) {
        List<WaitingRoom.Place> places = new ArrayList<>();
        try {
            while (true) {
                WaitingRoom.Place place = room.enter(organisation);
                try {
                    place.make(bytes);
                } catch (IntakeUnavailable full) {
                    place.close();
                    return places;
                }
                places.add(place);
            }
        } catch (IntakeUnavailable full) {
            return places;
        }
    }
}
