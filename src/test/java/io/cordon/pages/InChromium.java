package io.cordon.pages;

import io.cordon.Api;
import io.cordon.CordonServerTest;
import io.cordon.Fixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests of pages, each in a Chromium and with a client of its own. */
@CordonServerTest
abstract class InChromium {

    @Autowired
    Api api;

    @Autowired
    Fixture fixture;

    Chromium chromium;
    Fixture.Client client;

    @BeforeEach
    void openChromium() {
        client = fixture.client();
        chromium = new Chromium(api);
    }

    @AfterEach
    void closeChromium() {
        chromium.close();
    }
}
