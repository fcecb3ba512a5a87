package io.cordon.triage.fact;

import io.cordon.alert.Disposition;
import io.cordon.organisation.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * What the rules say about one alert. Every rule adds its word; none takes another's back, so that the order in
 * which rules fire changes nothing.
 */
public final class Recommendation {

    /** One rule's word. */
    public sealed interface Effect {

        /** The alert is at least this bad. */
        record AtLeast(Severity severity) implements Effect {}

        /** The product overstates: no more than this, unless another rule says at least that. */
        record AtMost(Severity severity, String reason) implements Effect {}

        /** One step worse than all else says, where the alert opens an incident; once, however many rules say so. */
        record Worse(String reason) implements Effect {}

        record Category(String category) implements Effect {}

        record Disposed(Disposition disposition) implements Effect {}

        /** False alarm, whatever the other rules say. */
        record Suppressed(String reason) implements Suppression {}

        record Technique(String technique) implements Effect {}

        /** Nothing is left to do, unless other rules or a critical severity make it a matter for somebody. */
        record SuppressedUnlessActionable(String reason) implements Suppression {}

        /** False alarm, unless other rules see something of a category that stands before this one. */
        record SuppressedUnlessWorseThan(String category, String reason) implements Suppression {}

        /** False alarm, unless other rules see anything of another category. */
        record SuppressedAsOnly(String category, String reason) implements Suppression {}

        /** This playbook instead of the category's. */
        record Playbook(String key) implements Effect {}
    }

    /** A word that there is nothing to do, and what it gives way to. */
    public sealed interface Suppression extends Effect {}

    /** An effect with the rule that had it. */
    public record Said(Object by, Effect effect) {}

    private final List<Said> all = new ArrayList<>();
    private Object speaker = "nobody";

    /** Whose word follows: the engine says so before each rule's consequence. */
    public void speaking(Object by) {
        this.speaker = by;
    }

    /** Everything said, in the order of saying, which means nothing. */
    public List<Said> all() {
        return List.copyOf(all);
    }

    /** It is this bad or worse. */
    public Recommendation atLeast(Severity severity) {
        return say(new Effect.AtLeast(severity));
    }

    /**
     * The product overstates.
     *
     * @param reason for people
     */
    public Recommendation atMost(Severity severity, String reason) {
        return say(new Effect.AtMost(severity, reason));
    }

    /**
     * One step worse, where it is an incident.
     *
     * @param reason for people
     */
    public Recommendation worse(String reason) {
        return say(new Effect.Worse(reason));
    }

    /**
     * What kind of trouble it is.
     *
     * @param category a line of categories.csv
     */
    public Recommendation category(String category) {
        return say(new Effect.Category(category));
    }

    /** Opens or joins an incident. */
    public Recommendation incident() {
        return say(new Effect.Disposed(Disposition.INCIDENT));
    }

    /** A person decides. */
    public Recommendation triage() {
        return say(new Effect.Disposed(Disposition.TRIAGE));
    }

    /** Kept and watched. */
    public Recommendation log() {
        return say(new Effect.Disposed(Disposition.LOG));
    }

    /**
     * This is no attack, whatever the other rules say.
     *
     * @param reason for people
     */
    public Recommendation suppress(String reason) {
        return say(new Effect.Suppressed(reason));
    }

    /**
     * Nothing is left to do, unless another rule says incident or wants a person, or no rule decides and the severity
     * is critical: for words of an alert that not only the product writes.
     *
     * @param reason for people
     */
    public Recommendation suppressUnlessActionable(String reason) {
        return say(new Effect.SuppressedUnlessActionable(reason));
    }

    /**
     * A false alarm as far as this category goes: the words that say so also set off rules of it. Where rules want an
     * incident or a person for a category that stands before it, that holds.
     *
     * @param category a line of categories.csv
     * @param reason for people
     */
    public Recommendation suppressUnlessWorseThan(String category, String reason) {
        return say(new Effect.SuppressedUnlessWorseThan(category, reason));
    }

    /**
     * A false alarm as far as this category goes, and it alone: where rules see any other, be it only to keep it, that
     * holds. For what whoever attacks can put beside his work.
     *
     * @param category a line of categories.csv
     * @param reason for people
     */
    public Recommendation suppressAsOnly(String category, String reason) {
        return say(new Effect.SuppressedAsOnly(category, reason));
    }

    /** Adds an ATT&CK id that the product does not name. */
    public Recommendation technique(String id) {
        return say(new Effect.Technique(id));
    }

    public Recommendation playbook(String key) {
        return say(new Effect.Playbook(key));
    }

    private Recommendation say(Effect effect) {
        all.add(new Said(speaker, effect));
        return this;
    }
}
