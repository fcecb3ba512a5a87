package io.cordon.response.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CordonServerTest
class GapsOfConnectorsTests {

    @Autowired
    private Fixture fixture;

    @Test
    void whatIsGrantedAndCannotBeDoneIsAGap() {
        Fixture.Client client = fixture.client();
        client.allow("approval", "isolate_host", "block_ip");

        assertThat(client.admin()
                        .get(client.path("/gaps?limit=500"))
                        .body()
                        .path("items")
                        .valueStream()
                        .filter(gap -> gap.path("kind").asString().equals("authority"))
                        .map(gap -> gap.at("/values/verb").asString()))
                .as("the hosted block lists block addresses; nothing isolates")
                .containsExactly("isolate_host");
    }
}
