package io.cordon.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThrottleTests {

    private final Throttle throttle = new Throttle();

    @Test
    void oneAddressDoesNotTryNameAfterName() {
        for (int i = 0; i < 59; i++) {
            throttle.failed("acme/person-" + i, "192.0.2.1");
        }
        assertThat(throttle.mustWait("acme/anna", "192.0.2.1")).isFalse();

        throttle.failed("acme/person-59", "192.0.2.1");
        throttle.succeeded("acme/bert", "192.0.2.1");

        assertThat(throttle.mustWait("acme/anna", "192.0.2.1")).isTrue();
        assertThat(throttle.mustWait("acme/anna", "192.0.2.2")).isFalse();
    }

    @Test
    void allAddressesOfOneSubscriberAreCountedAsOne() {
        for (int i = 0; i < 60; i++) {
            throttle.failed("acme/person-" + i, "2001:db8:1:2:" + Integer.toHexString(i) + "::1");
        }
        assertThat(throttle.mustWait("acme/anna", "2001:db8:1:2:ffff::")).isTrue();
        assertThat(throttle.mustWait("acme/anna", "2001:db8:1:3::1")).isFalse();

        for (int i = 0; i < 60; i++) {
            throttle.failed("acme/person-" + i, "192.0.2.1");
        }
        assertThat(throttle.mustWait("acme/anna", "::ffff:192.0.2.1")).isTrue();
        assertThat(throttle.mustWait("acme/anna", "::ffff:192.0.2.2")).isFalse();
    }

    @Test
    void wrongTriesInASessionKeepNobodyElseWaiting() {
        for (int i = 0; i < 100; i++) {
            throttle.failedOnlyFor("step-up:acme/anna", "192.0.2.1");
        }
        assertThat(throttle.mustWait("step-up:acme/anna", "192.0.2.1")).isTrue();
        assertThat(throttle.mustWait("acme/bert", "192.0.2.1")).isFalse();
    }
}
