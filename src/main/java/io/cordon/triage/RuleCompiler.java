package io.cordon.triage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/**
 * Compiles DRL. The only class that reaches the compiler: what it is given runs with the rights of the server, so
 * that it must come from the operator's disk and never from the network.
 */
final class RuleCompiler {

    private static final String ROOT = "src/main/resources/";
    private static final String CLASS = ".class";
    private static final String GENERATED = "Java source of ";
    private static final String NOTHING_READ = "Parser returned a null Package";

    /** Either class files, or what is wrong with which files. */
    sealed interface Outcome {
        record Compiled(CompiledRules rules) implements Outcome {}

        record Refused(List<RefusedFile> files) implements Outcome {}
    }

    Outcome compile(List<RuleFile> files) {
        Outcome together = attempt(files);
        if (together instanceof Outcome.Compiled || files.size() == 1) {
            return together;
        }
        // The compiler cannot always say which file a message is about; one file at a time, it can only be that one.
        List<RefusedFile> refused = refusedAlone(named(files, (Outcome.Refused) together), files);
        if (refused.isEmpty()) {
            refused = refusedAlone(files, files);
        }
        return refused.isEmpty() ? together : new Outcome.Refused(refused);
    }

    /**
     * What is wrong with each of these files, whatever the other rules say.
     *
     * @param all where what they share is: types and functions that another file declares
     */
    List<RefusedFile> refusedAlone(List<RuleFile> files, List<RuleFile> all) {
        List<RefusedFile> refused = new ArrayList<>();
        for (RuleFile file : files) {
            List<RuleFile> set = new ArrayList<>(List.of(file));
            all.stream()
                    .filter(each -> each.isShared() && !each.name().equals(file.name()))
                    .forEach(set::add);
            if (attempt(set) instanceof Outcome.Refused(List<RefusedFile> findings)) {
                findings.stream()
                        .filter(finding -> finding.file().equals(file.name()))
                        .forEach(refused::add);
            }
        }
        return refused;
    }

    private static List<RuleFile> named(List<RuleFile> files, Outcome.Refused refused) {
        Set<String> names = refused.files().stream().map(RefusedFile::file).collect(Collectors.toSet());
        return files.stream().filter(file -> names.contains(file.name())).toList();
    }

    private Outcome attempt(List<RuleFile> files) {
        KieServices services = KieServices.get();
        ReleaseId release = services.newReleaseId("io.cordon", "rules", "1");
        KieFileSystem system = services.newKieFileSystem();
        system.generateAndWritePomXML(release);
        for (RuleFile file : files) {
            system.write(ROOT + "cordon/triage/" + file.id() + RuleFile.ENDING, file.text());
        }
        KieBuilder builder = services.newKieBuilder(system);
        try {
            builder.buildAll(ExecutableModelProject.class);
            List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
            return errors.isEmpty()
                    ? new Outcome.Compiled(classesOf((InternalKieModule) builder.getKieModule()))
                    : new Outcome.Refused(refused(files, errors));
        } catch (RuntimeException e) {
            // Some mistakes in a rule make the compiler itself fail.
            RuleFile first = files.getFirst();
            String message = "The compiler cannot read the rule: " + e;
            return new Outcome.Refused(List.of(new RefusedFile(first.name(), first.lineOf(message), message)));
        } finally {
            services.getRepository().removeKieModule(release);
        }
    }

    private static CompiledRules classesOf(InternalKieModule module) {
        Map<String, byte[]> classes = new TreeMap<>();
        List<String> models = new ArrayList<>();
        for (String name : module.getFileNames()) {
            if (name.endsWith(CLASS) && !name.startsWith("org/drools/project/")) {
                String binaryName =
                        name.substring(0, name.length() - CLASS.length()).replace('/', '.');
                classes.put(binaryName, module.getBytes(name));
            } else if (name.endsWith("/drools-model")) {
                // The first line is the version of the model.
                new String(module.getBytes(name), StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .forEach(models::add);
            }
        }
        return new CompiledRules(classes, models);
    }

    private static List<RefusedFile> refused(List<RuleFile> files, List<Message> errors) {
        // What was generated from a rule tells where in it a mistake stands, and nothing else that helps its author.
        String generated = errors.stream()
                .map(Message::getText)
                .filter(text -> text.startsWith(GENERATED))
                .collect(Collectors.joining("\n"));
        SequencedSet<RefusedFile> refused = new LinkedHashSet<>();
        for (Message error : errors) {
            String message = error.getText().strip().lines().findFirst().orElse("The compiler gives no reason");
            if (message.startsWith(GENERATED) || (message.equals(NOTHING_READ) && errors.size() > 1)) {
                continue;
            }
            Optional<RuleFile> named = files.stream()
                    .filter(each -> error.getPath() != null && error.getPath().endsWith(each.id() + RuleFile.ENDING))
                    .findFirst();
            RuleFile file = named.orElse(files.getFirst());
            // NB: without a name, the line is one of the generated Java.
            int line = named.isPresent() && error.getLine() > 0
                    ? error.getLine()
                    : file.lineOf(generated.isEmpty() ? message : generated);
            refused.add(CompilerMessages.about(file, line, message));
        }
        return List.copyOf(refused);
    }
}
