package io.cordon.report;

import io.cordon.report.PeopleRecords.Answered;
import java.util.List;

/**
 * Somebody's decision to live with what is not contained; the answer to the step {@code decide-about-rest} of the
 * playbook {@code contain}.
 *
 * @param by who, in words
 * @param why and until when, in their own words
 */
record AcceptedRisk(String by, String why) {

    static List<AcceptedRisk> of(List<Answered> tasks, Names names) {
        return tasks.stream()
                .filter(asked -> asked.step().equals("decide-about-rest"))
                .filter(asked -> "accept".equals(asked.byName().get("rest")))
                .map(asked -> new AcceptedRisk(
                        names.who(Rows.orEmpty(asked.task().endedBy())),
                        Rows.orEmpty(asked.byName().get("why"))))
                .toList();
    }

    String inWords() {
        return "The risk of what is not contained was accepted by " + by + ".";
    }
}
