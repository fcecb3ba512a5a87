package io.cordon.notification;

import static io.cordon.notification.Situation.Standing.NOT_DONE;
import static io.cordon.notification.Situation.Standing.UNCERTAIN;
import static io.cordon.notification.Situation.Standing.UNDER_WAY;
import static io.cordon.notification.Situation.Standing.WAITS_FOR_APPROVAL;
import static io.cordon.notification.Situation.Standing.WITHDRAWN;

import io.cordon.notification.Situation.Measure;
import io.cordon.notification.Situation.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many of an incident's measures are not in force, and what that asks of people, in a letter's words. */
final class StepsLeft {

    private final List<Measure> measures;

    private StepsLeft(List<Measure> measures) {
        this.measures = measures;
    }

    /**
     * {@code open} for a subject, {@code areOpen} for a heading, {@code left} as what a reader is asked for, and
     * {@code atEnd} as that with what the incident's end kept from being done; each is empty where there is nothing of it.
     */
    static Map<String, String> inWords(List<Measure> measures) {
        StepsLeft steps = new StepsLeft(measures);
        return Map.of(
                "open",
                steps.open("still open"),
                "areOpen",
                steps.open(steps.stillOpen() == 1 ? "is still open" : "are still open"),
                "left",
                steps.left(),
                "atEnd",
                (steps.left() + " " + steps.withdrawn()).strip());
    }

    private int count(Standing standing) {
        return (int) measures.stream()
                .filter(measure -> measure.standing() == standing)
                .count();
    }

    private int stillOpen() {
        return count(WAITS_FOR_APPROVAL) + count(UNDER_WAY) + count(UNCERTAIN);
    }

    private String open(String words) {
        int open = stillOpen();
        return open == 0 ? "" : (open == 1 ? "1 step " : open + " steps ") + words;
    }

    private String left() {
        List<String> sentences = new ArrayList<>();
        if (stillOpen() > 0) {
            sentences.add(stillOpen() + " of the steps below " + (stillOpen() == 1 ? "is" : "are") + " still open: "
                    + String.join(", ", stands()) + ".");
        }
        if (count(WAITS_FOR_APPROVAL) > 0) {
            sentences.add("See which wait for approval, and approve or deny them.");
        }
        if (count(UNCERTAIN) > 0) {
            sentences.add("Look at the target of what is uncertain: nobody knows whether it took effect.");
        }
        int notDone = count(NOT_DONE);
        if (notDone > 0) {
            sentences.add(notDone + " of the steps below "
                    + (notDone == 1
                            ? "was not carried out: see why, and whether it is"
                            : "were not carried out: see why, and whether they are")
                    + " still needed.");
        }
        return String.join(" ", sentences);
    }

    private List<String> stands() {
        List<String> stands = new ArrayList<>();
        add(stands, count(WAITS_FOR_APPROVAL), "waits for approval", "wait for approval");
        add(stands, count(UNDER_WAY), "is under way", "are under way");
        add(stands, count(UNCERTAIN), "is uncertain", "are uncertain");
        return stands;
    }

    private static void add(List<String> stands, int many, String one, String several) {
        if (many > 0) {
            stands.add(many + " " + (many == 1 ? one : several));
        }
    }

    private String withdrawn() {
        int many = count(WITHDRAWN);
        if (many == 0) {
            return "";
        }
        return many + " of the steps below "
                + (many == 1
                        ? "was never carried out: the incident ended before it was approved and sent. Whoever still"
                                + " wants it asks for it anew."
                        : "were never carried out: the incident ended before they were approved and sent. Whoever"
                                + " still wants them asks for them anew.");
    }
}
