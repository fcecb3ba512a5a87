package io.cordon.report;

import io.cordon.incident.Timeline;
import io.cordon.notification.Message;
import io.cordon.notification.Notifications;
import io.cordon.organisation.Assignment;
import io.cordon.organisation.Contracts;
import io.cordon.organisation.Person;
import io.cordon.playbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes the report, keeps it, and sends it to those who are Informed and to who is Accountable. */
@Component
class ReportStep implements Step {

    private static final String FUNCTION = "post-incident-report";

    private final WritingReport writing;
    private final Reports reports;
    private final Contracts contracts;
    private final Notifications notifications;
    private final Timeline timeline;

    ReportStep(
            WritingReport writing,
            Reports reports,
            Contracts contracts,
            Notifications notifications,
            Timeline timeline) {
        this.writing = writing;
        this.reports = reports;
        this.contracts = contracts;
        this.notifications = notifications;
        this.timeline = timeline;
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public Result run(Call call) {
        PostIncidentReport report = writing.of(call.incidentId())
                .orElseThrow(() -> new IllegalStateException("Expected incident " + call.incidentId() + " of the step "
                        + call.element() + ", but there is none"));
        int version = reports.keep(report);
        Notifications.Outcome outcome = notifications.send(message(report, version));
        timeline.add(
                report.organisation(),
                report.incidentId(),
                "report",
                "playbook:" + call.playbook(),
                "Report written (version " + version + ") and " + addressed(outcome)
                        + (outcome.unreachable().isEmpty()
                                ? ""
                                : " Without an address: " + String.join(", ", outcome.unreachable()) + "."),
                Map.of("version", version));
        return new Result.Done(Map.of());
    }

    private static String addressed(Notifications.Outcome outcome) {
        int many = outcome.kept().size();
        if (many == 0 && outcome.unreachable().isEmpty()) {
            return "sent to nobody: the matrix names nobody who is Informed by " + FUNCTION + " or Accountable for it.";
        }
        return "addressed to " + (many == 0 ? "nobody." : many == 1 ? "1 person." : many + " people.");
    }

    private Message message(PostIncidentReport report, int version) {
        return new Message(
                report.organisation(),
                report.incidentId(),
                "report",
                recipients(report),
                Map.of("summary", report.summary()),
                report.incidentId() + ":report:" + version,
                List.of(new Message.Attachment(
                        ReportController.fileName(report) + ".pdf", "application/pdf", Pdf.of(LayingOut.of(report)))));
    }

    private List<Person> recipients(PostIncidentReport report) {
        Assignment assignment = contracts.of(report.organisation()).assign(FUNCTION, report.madeAt());
        List<Person> recipients = new ArrayList<>(assignment.informed());
        if (assignment.accountable() != null) {
            recipients.add(assignment.accountable());
        }
        return recipients;
    }
}
