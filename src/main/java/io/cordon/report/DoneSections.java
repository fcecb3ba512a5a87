package io.cordon.report;

import static io.cordon.report.Cells.cut;
import static io.cordon.report.Cells.line;
import static io.cordon.report.Cells.lines;
import static io.cordon.report.Cells.orDash;
import static io.cordon.report.Cells.text;

import io.cordon.report.Alike.Parted;
import io.cordon.report.Layout.Section;
import io.cordon.report.Layout.Table;
import io.cordon.report.PostIncidentReport.Action;
import io.cordon.report.PostIncidentReport.ByHand;
import io.cordon.report.PostIncidentReport.Task;
import io.cordon.report.PostIncidentReport.Told;
import io.cordon.words.Language;
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
                .map(verb -> ": "
                        + (cells.phrases().saying().language() == Language.EN
                                ? InWords.spaced(verb)
                                : cells.verbBefore(verb))
                        + " ")
                .toList();
    }

    Section actions() {
        if (report.actions().isEmpty()) {
            return Section.of(cells.say(DONE), cells.say("No action was asked for."));
        }
        return Section.table(
                cells.say(DONE),
                new Table(
                        cells.say(List.of("Action", "State", "By whose authority", "Proof and undo")),
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
                        cells.verb(first.verb()) + (same.size() == 1 ? "\n" : " (" + same.size() + ")\n") + targets,
                        line(InWords.through(first, cells)),
                        cells.say("because: {0}", line(cells.told(first.requestReason())))),
                lines(
                        done.state(),
                        when(cells.say("carried out {0}"), same, Action::executedAt),
                        when(
                                cells.say(first.listing() == null ? "verified {0}" : "seen on the list {0}"),
                                same,
                                Action::verifiedAt)),
                done.authority(),
                lines(
                        done.proof(),
                        InWords.end(first, cells).isEmpty()
                                ? ""
                                : when(InWords.end(first, cells) + " {0}", same, Action::expiresAt)));
    }

    private String when(String what, List<Action> same, Function<Action, @Nullable Instant> moment) {
        List<Instant> times = same.stream().map(moment).filter(Objects::nonNull).toList();
        return times.isEmpty() ? "" : what.replace("{0}", cells.span(times));
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
                ? cells.say("UNCERTAIN: a person must look")
                : OnLists.state(action, cells).orElseGet(() -> standing(action))
                        + (action.overtaken() ? cells.say(", asked for again since") : "");
        return new Done(
                action.verb() + " " + InWords.through(action, cells) + " " + action.requestReason(),
                lines(
                        state,
                        action.stateReason().isBlank() ? "" : line(cells.told(action.stateReason())),
                        action.byHand() == null ? "" : byHand(action.byHand())),
                lines(
                        cells.say("asked for by {0}", cells.who(action.requestedBy())),
                        action.grant() == null
                                ? cells.say("no authority was used")
                                : cells.say(
                                        "grant: {0} (authority document version {1})",
                                        InWords.grant(action.grant(), cells), action.authorityVersion()),
                        action.approvedBy().isEmpty()
                                ? ""
                                : cells.say(
                                        "approved by {0}",
                                        action.approvedBy().stream()
                                                .map(cells::who)
                                                .collect(Collectors.joining("; ")))),
                lines(
                        action.proof() == null
                                ? cells.say("no proof: nothing was seen at the target")
                                : cut(cells.say("proof: {0}", line(InWords.proof(action.proof(), cells)))),
                        action.byHand() == null ? InWords.undo(action, cells) : cells.say("is taken back by hand")),
                InWords.end(action, cells).isEmpty() || action.expiresAt() == null
                        ? null
                        : action.expiresAt().truncatedTo(ChronoUnit.MINUTES));
    }

    /** What Cordon refuses and what people deny are two things in other languages. */
    private String standing(Action action) {
        boolean byPerson = action.state().equals("refused")
                && (action.stateReason().startsWith("Denied")
                        || action.stateReason().startsWith("Withdrawn"));
        return byPerson && cells.phrases().saying().language() != Language.EN
                ? cells.words(action.stateReason().startsWith("Denied") ? "denied" : "withdrawn")
                : cells.words(action.state());
    }

    private String byHand(ByHand done) {
        return cut(cells.say(
                "done by hand by {0}, {1}: {2}", cells.who(done.by()), cells.at(done.at()), line(done.what())));
    }

    Section tasks() {
        if (report.tasks().isEmpty()) {
            return Section.of(cells.say("Who did what"), cells.say("No task was asked of people."));
        }
        return Section.table(
                cells.say("Who did what"),
                new Table(
                        cells.say(List.of("Task", "Asked of", "What was done")),
                        List.of(27, 25, 48),
                        report.tasks().stream().map(this::task).toList()));
    }

    private List<String> task(Task task) {
        String ended = task.endedBy() == null ? cells.say("nobody") : cells.who(task.endedBy());
        String late = task.endedAt() != null && task.endedAt().isAfter(task.due()) ? cells.say(" (late)") : "";
        return List.of(
                lines(line(cells.authored(task.name())), cells.say("due {0}", cells.at(task.due()))),
                lines(cells.words(task.party()), cells.function(task.function())),
                lines(
                        task.endedAt() == null
                                ? cells.say("{0} since {1}", cells.words(task.state()), cells.at(task.askedAt()))
                                : cells.say(
                                                "{0} by {1}, {2}",
                                                cells.words(task.state()), ended, cells.at(task.endedAt()))
                                        + late,
                        task.answers().entrySet().stream()
                                .map(answer -> line(answer.getKey()) + ": " + cut(text(answer.getValue())))
                                .collect(Collectors.joining("\n")),
                        task.comment() == null || task.comment().isBlank()
                                ? ""
                                : cells.say("comment: {0}", text(task.comment()))));
    }

    /** Once for each function, and again where the matrix named others later. */
    Section raci() {
        if (report.tasks().isEmpty()) {
            return Section.of(cells.say(WHO_STOOD_WHERE), cells.say("No task was asked of people."));
        }
        return Section.table(
                cells.say(WHO_STOOD_WHERE),
                new Table(
                        cells.say(List.of("Function", "Responsible", "Accountable", "Consulted", "Informed")),
                        List.of(24, 19, 19, 19, 19),
                        report.tasks().stream().map(this::raci).distinct().toList()));
    }

    private List<String> raci(Task task) {
        return List.of(
                lines(cells.function(task.function()), cells.say("matrix version {0}", task.matrixVersion())),
                lines(cells.words(task.party()), people(task.responsible())),
                task.accountableParty() == null
                        ? cells.say("nobody")
                        : lines(cells.words(task.accountableParty()), people(task.accountable())),
                orDash(people(task.consulted())),
                orDash(people(task.informed())));
    }

    private static String people(List<String> names) {
        return line(String.join(", ", names));
    }

    Section told() {
        if (report.notifications().isEmpty()) {
            return Section.of(cells.say(TOLD), cells.say("Nobody was told by message."));
        }
        List<List<Told>> together = Alike.grouped(
                report.notifications(),
                told -> List.of(told.subject(), outcome(told), told.keptAt().truncatedTo(ChronoUnit.MINUTES)));
        return Section.table(
                cells.say(TOLD),
                new Table(
                        cells.say(List.of("When", "Who", "What")),
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
        String subject = cells.recorded(told.subject());
        return verbs.stream()
                .filter(subject::contains)
                .findFirst()
                .map(words -> Parted.behind(words, subject))
                .orElse(Parted.whole(subject));
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
    private String outcome(List<Told> alike) {
        List<String> said = alike.stream()
                .map(Told::mailServerSaid)
                .filter(Objects::nonNull)
                .map(Cells::line)
                .filter(words -> !words.isBlank())
                .distinct()
                .toList();
        String outcome = outcome(alike.getFirst());
        if (!alike.getFirst().state().equals("sent") || said.isEmpty()) {
            return outcome;
        }
        return outcome
                + (said.size() == 1
                        ? cells.say("; the mail server said: {0}", cut(said.getFirst()))
                        : cells.say("; the mail server said of the first: {0}", cut(said.getFirst())));
    }

    private String outcome(Told told) {
        String said = told.mailServerSaid() == null ? "" : line(told.mailServerSaid());
        return switch (told.state()) {
            case "sent" -> cells.say("sent");
            case "queued" -> cells.say("not sent yet") + (said.isBlank() ? "" : cells.say("; the last try: {0}", said));
            case "kept" -> cells.say("not sent: no mail server was set up when it was written");
            case "failed" ->
                cells.say("not sent") + (said.isBlank() ? "" : ": " + said.replaceFirst("^Not sent: ", ""));
            default -> cells.words(told.state());
        };
    }
}
