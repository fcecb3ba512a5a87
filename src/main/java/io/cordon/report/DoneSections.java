package io.cordon.report;

import static io.cordon.report.Cells.cut;
import static io.cordon.report.Cells.line;
import static io.cordon.report.Cells.lines;
import static io.cordon.report.Cells.orDash;
import static io.cordon.report.Cells.text;
import static io.cordon.report.Cells.words;

import io.cordon.report.Alike.Parted;
import io.cordon.report.Layout.Section;
import io.cordon.report.Layout.Table;
import io.cordon.report.PostIncidentReport.Action;
import io.cordon.report.PostIncidentReport.ByHand;
import io.cordon.report.PostIncidentReport.Task;
import io.cordon.report.PostIncidentReport.Told;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lays out what was done: to the outside, by people, and by message. */
final class DoneSections {

    static final String DONE = "What was done to the outside";
    static final String TOLD = "Who was told when";

    /** More targets than that stand side by side. */
    private static final int MOST_LINES = 12;

    private static final String SENT = "sent";
    private static final String WHO_STOOD_WHERE = "Who stood where (RACI)";

    private final PostIncidentReport report;
    private final Cells cells;

    /** As subjects spell them, before the target. */
    private final List<String> verbs;

    DoneSections(PostIncidentReport report, Cells cells) {
        this.report = report;
        this.cells = cells;
        this.verbs = report.actions().stream()
                .map(Action::verb)
                .distinct()
                .map(verb -> ": " + InWords.spaced(verb) + " ")
                .toList();
    }

    Section actions() {
        if (report.actions().isEmpty()) {
            return Section.of(DONE, "No action was asked for.");
        }
        return Section.table(
                DONE,
                new Table(
                        List.of("Action", "State", "By whose authority", "Proof and undo"),
                        List.of(31, 23, 23, 23),
                        Alike.grouped(report.actions(), this::done).stream()
                                .map(this::row)
                                .toList()));
    }

    /** What was the same with several targets is one row. */
    private List<String> row(List<Action> same) {
        Action first = same.getFirst();
        Done done = done(first);
        boolean inLines = same.size() <= MOST_LINES;
        String targets = same.stream()
                .map(Action::target)
                .map(inLines ? Cells::target : Cells::named)
                .distinct()
                .collect(Collectors.joining(inLines ? "\n" : ", "));
        return List.of(
                lines(
                        InWords.verb(first.verb()) + (same.size() == 1 ? "\n" : " (" + same.size() + ")\n") + targets,
                        line(InWords.through(first)),
                        "because: " + line(InWords.verbsIn(first.requestReason()))),
                lines(
                        done.state(),
                        when("carried out ", same, Action::executedAt),
                        when(first.listing() == null ? "verified " : "seen on the list ", same, Action::verifiedAt)),
                done.authority(),
                lines(
                        done.proof(),
                        InWords.end(first).isEmpty() ? "" : when(InWords.end(first) + " ", same, Action::expiresAt)));
    }

    private String when(String what, List<Action> same, Function<Action, @Nullable Instant> moment) {
        List<Instant> times = same.stream().map(moment).filter(Objects::nonNull).toList();
        return times.isEmpty() ? "" : what + cells.span(times);
    }

    /** All of an action but its target and its times; but what ends when must be told of each. */
    private record Done(
            String what,
            String state,
            String authority,
            String proof,
            @Nullable Instant end) {}

    private Done done(Action action) {
        String state = action.uncertain() && action.byHand() == null
                ? "UNCERTAIN: a person must look"
                : OnLists.state(action, cells::at).orElseGet(() -> words(action.state()))
                        + (action.overtaken() ? ", asked for again since" : "");
        return new Done(
                action.verb() + " " + InWords.through(action) + " " + action.requestReason(),
                lines(
                        state,
                        action.stateReason().isBlank() ? "" : line(InWords.verbsIn(action.stateReason())),
                        action.byHand() == null ? "" : byHand(action.byHand())),
                lines(
                        "asked for by " + cells.who(action.requestedBy()),
                        action.grant() == null
                                ? "no authority was used"
                                : "grant: " + InWords.grant(action.grant()) + " (authority document version "
                                        + action.authorityVersion() + ")",
                        action.approvedBy().isEmpty()
                                ? ""
                                : "approved by "
                                        + action.approvedBy().stream()
                                                .map(cells::who)
                                                .collect(Collectors.joining("; "))),
                lines(
                        action.proof() == null
                                ? "no proof: nothing was seen at the target"
                                : cut("proof: " + line(InWords.proof(action.proof()))),
                        action.byHand() == null ? InWords.undo(action) : "is taken back by hand"),
                InWords.end(action).isEmpty() || action.expiresAt() == null
                        ? null
                        : action.expiresAt().truncatedTo(ChronoUnit.MINUTES));
    }

    private String byHand(ByHand done) {
        return cut("done by hand by " + cells.who(done.by()) + ", " + cells.at(done.at()) + ": " + line(done.what()));
    }

    Section tasks() {
        if (report.tasks().isEmpty()) {
            return Section.of("Who did what", "No task was asked of people.");
        }
        return Section.table(
                "Who did what",
                new Table(
                        List.of("Task", "Asked of", "What was done"),
                        List.of(27, 25, 48),
                        report.tasks().stream().map(this::task).toList()));
    }

    private List<String> task(Task task) {
        String ended = task.endedBy() == null ? "nobody" : task.endedBy();
        String late = task.endedAt() != null && task.endedAt().isAfter(task.due()) ? " (late)" : "";
        return List.of(
                lines(line(task.name()), line(String.join(", ", task.about())), "due " + cells.at(task.due())),
                lines(task.party(), words(task.function())),
                lines(
                        task.endedAt() == null
                                ? words(task.state()) + " since " + cells.at(task.askedAt())
                                : task.state() + " by " + cells.who(ended) + ", " + cells.at(task.endedAt()) + late,
                        task.answers().entrySet().stream()
                                .map(answer -> line(answer.getKey()) + ": " + cut(text(answer.getValue())))
                                .collect(Collectors.joining("\n")),
                        task.comment() == null || task.comment().isBlank() ? "" : "comment: " + text(task.comment())));
    }

    /** Once for each function, and again where the matrix named others later. */
    Section raci() {
        if (report.tasks().isEmpty()) {
            return Section.of(WHO_STOOD_WHERE, "No task was asked of people.");
        }
        return Section.table(
                WHO_STOOD_WHERE,
                new Table(
                        List.of("Function", "Responsible", "Accountable", "Consulted", "Informed"),
                        List.of(24, 19, 19, 19, 19),
                        report.tasks().stream()
                                .map(DoneSections::raci)
                                .distinct()
                                .toList()));
    }

    private static List<String> raci(Task task) {
        return List.of(
                lines(words(task.function()), "matrix version " + task.matrixVersion()),
                lines(task.party(), people(task.responsible())),
                task.accountableParty() == null ? "nobody" : lines(task.accountableParty(), people(task.accountable())),
                orDash(people(task.consulted())),
                orDash(people(task.informed())));
    }

    private static String people(List<String> names) {
        return line(String.join(", ", names));
    }

    Section told() {
        if (report.notifications().isEmpty()) {
            return Section.of(TOLD, "Nobody was told by message.");
        }
        List<List<Told>> together = Alike.grouped(
                report.notifications(),
                told -> List.of(told.subject(), outcome(told), told.keptAt().truncatedTo(ChronoUnit.MINUTES)));
        return Section.table(
                TOLD,
                new Table(
                        List.of("When", "Who", "What"),
                        List.of(31, 33, 36),
                        Alike.grouped(together, this::likeness).stream()
                                .map(this::told)
                                .toList()));
    }

    /** What the same people were told at once, of one target after the other, is one row. */
    private List<Object> likeness(List<Told> together) {
        Told first = together.getFirst();
        Parted subject = parted(first);
        return List.of(
                subject.before(),
                subject.after(),
                outcome(first),
                first.keptAt().truncatedTo(ChronoUnit.MINUTES),
                together.stream().map(Told::address).toList());
    }

    private Parted parted(Told told) {
        return verbs.stream()
                .filter(told.subject()::contains)
                .findFirst()
                .map(words -> Parted.behind(words, told.subject()))
                .orElse(Parted.whole(told.subject()));
    }

    private List<String> told(List<List<Told>> alike) {
        List<Told> all = alike.stream().flatMap(List::stream).toList();
        List<Told> people = alike.getFirst();
        return List.of(
                cells.span(all.stream().map(DoneSections::when).toList()),
                people.stream()
                        .map(told -> line(told.name()) + " <" + line(told.address()) + ">")
                        .collect(Collectors.joining("\n")),
                lines(
                        cut(line(Alike.asOne(alike.stream()
                                .map(together -> parted(together.getFirst()))
                                .toList()))),
                        outcome(all)));
    }

    private static Instant when(Told told) {
        return told.sentAt() == null ? told.keptAt() : told.sentAt();
    }

    /** A mail server answers each message with a number of its own. */
    private static String outcome(List<Told> alike) {
        List<String> said = alike.stream()
                .map(Told::mailServerSaid)
                .filter(Objects::nonNull)
                .map(Cells::line)
                .filter(words -> !words.isBlank())
                .distinct()
                .toList();
        String outcome = outcome(alike.getFirst());
        if (!outcome.equals(SENT) || said.isEmpty()) {
            return outcome;
        }
        return outcome
                + (said.size() == 1 ? "; the mail server said: " : "; the mail server said of the first: ")
                + cut(said.getFirst());
    }

    private static String outcome(Told told) {
        String said = told.mailServerSaid() == null ? "" : line(told.mailServerSaid());
        return switch (told.state()) {
            case "sent" -> SENT;
            case "queued" -> "not sent yet" + (said.isBlank() ? "" : "; the last try: " + said);
            case "kept" -> "not sent: no mail server was set up when it was written";
            case "failed" -> "not sent" + (said.isBlank() ? "" : ": " + said.replaceFirst("^Not sent: ", ""));
            default -> words(told.state());
        };
    }
}
