package io.cordon.triage;

import io.cordon.triage.fact.Recommendation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.rule.Match;

/** The rules that are in force together, which never change; used by many threads at once. */
final class RuleSet {

    private static final int LONGEST_VALUE = 200;

    private final KieBase base;

    /** As many as there were alerts judged at the same time. */
    private final Queue<RuleSession> sessions = new ConcurrentLinkedQueue<>();

    private final Map<String, Rule> byName;
    private final Map<String, Rule> byId = new HashMap<>();
    private final Categories categories;
    private final String version;

    private RuleSet(KieBase base, Map<String, Rule> byName, Categories categories, String version) {
        this.base = base;
        this.byName = byName;
        byName.values().forEach(rule -> byId.put(rule.id(), rule));
        this.categories = categories;
        this.version = version;
    }

    /** @param version a hash over the files it was made of */
    static RuleSet of(CompiledRules compiled, List<RuleFile> files, Categories categories, String version) {
        KieBase base = KieBaseBuilder.createKieBaseFromModel(compiled.load());
        Map<String, String> fileById = new HashMap<>();
        files.forEach(file -> fileById.put(file.id(), file.name()));
        Map<String, Rule> byName = new HashMap<>();
        base.getKiePackages().stream().flatMap(each -> each.getRules().stream()).forEach(each -> {
            String id = Rule.text(each.getMetaData(), "id");
            byName.put(each.getName(), Rule.of(each, fileById.getOrDefault(id, "")));
        });
        return new RuleSet(base, byName, categories, version);
    }

    /** What the files' rules must say about themselves; empty where they do. */
    List<RefusedFile> mistakes(List<RuleFile> files) {
        List<RefusedFile> mistakes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        byName.values().forEach(rule -> ids.add(rule.id()));
        for (RuleFile file : files) {
            if (!ids.contains(file.id())) {
                mistakes.add(mistake(file, "Expected one rule with @id(" + file.id() + "), the name of its file"));
            }
        }
        Map<String, RuleFile> byFile = new HashMap<>();
        files.forEach(file -> byFile.put(file.name(), file));
        for (Rule rule : byName.values()) {
            RuleFile file = byFile.get(rule.file());
            if (file == null) {
                // Its file has been told above that the rule it wants is missing, or holds two rules.
                continue;
            }
            Map<String, String> said =
                    new TreeMap<>(Map.of("@why", rule.why(), "@attack", rule.attack(), "@owner", rule.owner()));
            rule.translations()
                    .forEach((language, texts) ->
                            texts.forEach((field, text) -> said.put("@" + field + "_" + language, text)));
            said.forEach((annotation, text) -> {
                if (text.isBlank()) {
                    mistakes.add(mistake(file, "Expected the rule to say " + annotation + ", but it does not"));
                }
            });
        }
        mistakes.sort(Comparator.comparing(RefusedFile::file));
        return mistakes;
    }

    private static RefusedFile mistake(RuleFile file, String message) {
        return new RefusedFile(file.name(), file.ruleLine(), message);
    }

    /** Every rule, by its id. */
    List<Rule> rules() {
        return byName.values().stream().sorted(Comparator.comparing(Rule::id)).toList();
    }

    Optional<Rule> rule(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Categories categories() {
        return categories;
    }

    String version() {
        return version;
    }

    /**
     * Asks every rule about one alert.
     *
     * @throws RuntimeException where a rule fails or does not come to an end
     */
    void judge(Collection<?> facts, Recommendation recommendation) {
        RuleSession idle = sessions.poll();
        RuleSession session = idle == null ? new RuleSession(base, this::firing) : idle;
        boolean usable = false;
        try {
            session.judge(facts, recommendation);
            usable = session.isFresh();
        } finally {
            if (usable) {
                sessions.add(session);
            } else {
                session.dispose();
            }
        }
    }

    private Firing firing(Match match) {
        Rule rule = byName.get(match.getRule().getName());
        if (rule == null) {
            throw new IllegalStateException(
                    "Expected to know the rule " + match.getRule().getName());
        }
        List<String> values = new ArrayList<>();
        for (String variable : match.getDeclarationIds()) {
            Object value = match.getDeclarationValue(variable);
            // The compiler adds variables of its own, which do not begin with the $ of ours.
            if (value != null && variable.startsWith("$") && !(value instanceof Recommendation)) {
                values.add(variable.substring(1) + " = " + shortened(value.toString()));
            }
        }
        values.sort(null);
        return new Firing(rule, values);
    }

    static String shortened(String text) {
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }

    /**
     * One rule that fired.
     *
     * @param values the variables that the rule binds, sorted
     */
    record Firing(Rule rule, List<String> values) {}
}
