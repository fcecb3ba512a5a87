package io.cordon.example;

import io.cordon.BackgroundWork;
import io.cordon.Rounds;
import io.cordon.Rounds.Rest;
import io.cordon.example.ExampleHour.Line;
import io.cordon.example.ExampleRuns.Run;
import io.cordon.intake.ReceivingAlerts;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Plays the hour, one alert after the other, and ends a removal that a stop interrupted. How far it has come is in the
 * database, so that the next start goes on; an alert that came twice is told by its key.
 */
@Component
class PlayingExample implements BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(PlayingExample.class);

    /** For what another server began and did not end. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final ExampleHour hour;
    private final ExampleRuns runs;
    private final RemovingExample removing;
    private final ReceivingAlerts alerts;
    private final ActingFor actingFor;
    private final Duration between;
    private final Rounds rounds = new Rounds("cordon-example", PAUSE, this::go);

    PlayingExample(
            ExampleHour hour,
            ExampleRuns runs,
            RemovingExample removing,
            ReceivingAlerts alerts,
            ActingFor actingFor,
            @Value("${cordon.example.between:PT0.6S}") Duration between) {
        this.hour = hour;
        this.runs = runs;
        this.removing = removing;
        this.alerts = alerts;
        this.actingFor = actingFor;
        this.between = between;
    }

    void wake() {
        rounds.wake();
    }

    private Rest go() {
        return removing.alone(this::goOn);
    }

    private Rest goOn() {
        Optional<Run> run = actingFor.call(OrganisationId.PROVIDER, runs::find);
        if (run.isEmpty()) {
            return Rest.UNTIL_WOKEN;
        }
        return switch (run.get().state()) {
            case PLAYING -> {
                play(run.get());
                yield new Rest(between, false);
            }
            case REMOVING -> {
                removing.finish();
                yield Rest.UNTIL_WOKEN;
            }
            case LOADED -> Rest.UNTIL_WOKEN;
        };
    }

    private void play(Run run) {
        int position = run.played();
        if (position < hour.lines().size()) {
            Line line = hour.lines().get(position);
            // NB: by when it was loaded. The keys of an hour that was removed must not answer for the next one.
            String key = "example-" + run.startedAt().toEpochMilli() + "-" + position;
            // One that no mapping reads, such as where the operator has removed its own, is left out: the others come.
            alerts.receive(line.about(), line.source(), line.at(run.startedAt()), key)
                    .ifPresent(reason -> log.warn(
                            "Expected to read alert {} of the example hour, of {}, but: {}",
                            position + 1,
                            line.source(),
                            reason));
        }
        // What a newer version has fewer of is not waited for.
        int now = position + 1 >= hour.lines().size() ? run.total() : position + 1;
        actingFor.run(OrganisationId.PROVIDER, () -> runs.played(now));
    }

    @Override
    public int getPhase() {
        return WORKS_OFF;
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isGoing();
    }
}
