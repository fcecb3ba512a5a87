package io.cordon.pages;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.cordon.response.ActionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Every action that the server's source writes into the trail. It follows an action from {@code audit.append} through
 * the methods of a class that hand it on, and says where it cannot.
 */
final class AuditedActions {

    /** Those whose end is the state that something moved to. */
    private static final Map<String, List<String>> BY_STATE = Map.of(
            "action-",
            Arrays.stream(ActionState.values())
                    .map(state -> state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .toList(),
            "notification-",
            List.of("queued", "kept", "sent", "failed"));

    private final Set<String> found = new TreeSet<>();
    private final List<String> unread = new ArrayList<>();

    /** A method of a class, and at which place it takes an action. */
    private record Handed(String type, String method, int at) {}

    static Set<String> written() throws IOException {
        var all = new AuditedActions();
        all.read();
        if (!all.unread.isEmpty()) {
            throw new AssertionError("Expected actions that can be read from the source, but not so in " + all.unread
                    + ": write them as literals, or teach AuditedActions");
        }
        return all.found;
    }

    private void read() throws IOException {
        List<Path> files;
        try (Stream<Path> walked = Files.walk(Path.of("src/main/java"))) {
            files = walked.filter(file -> file.toString().endsWith(".java")).toList();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            Set<Handed> followed = new HashSet<>();
            List<Handed> open = new ArrayList<>(List.of(new Handed("AuditTrail", "append", 2)));
            while (!open.isEmpty()) {
                Handed handed = open.removeLast();
                if (followed.add(handed)) {
                    units.forEach(unit -> new Calls(handed, open).scan(unit, null));
                }
            }
        }
    }

    private final class Calls extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final Handed wanted;
        private final List<Handed> open;

        Calls(Handed wanted, List<Handed> open) {
            this.wanted = wanted;
            this.open = open;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            if (isWanted(call.getMethodSelect()) && call.getArguments().size() > wanted.at()) {
                take(call.getArguments().get(wanted.at()));
            }
            return super.visitMethodInvocation(call, null);
        }

        /** Called on a field of the type, or within the type itself. */
        private boolean isWanted(ExpressionTree called) {
            if (called instanceof MemberSelectTree on) {
                return on.getIdentifier().contentEquals(wanted.method())
                        && typeAround(getCurrentPath()).getMembers().stream()
                                .anyMatch(member -> member instanceof VariableTree field
                                        && field.getName()
                                                .contentEquals(
                                                        on.getExpression().toString())
                                        && field.getType().toString().equals(wanted.type()));
            }
            return called instanceof IdentifierTree plain
                    && plain.getName().contentEquals(wanted.method())
                    && typeAround(getCurrentPath()).getSimpleName().contentEquals(wanted.type());
        }

        private void take(ExpressionTree action) {
            switch (action) {
                case LiteralTree literal -> found.add(String.valueOf(literal.getValue()));
                case ConditionalExpressionTree either -> {
                    take(either.getTrueExpression());
                    take(either.getFalseExpression());
                }
                case BinaryTree sum
                when sum.getLeftOperand() instanceof LiteralTree start
                        && BY_STATE.containsKey(String.valueOf(start.getValue())) -> {
                    String prefix = String.valueOf(start.getValue());
                    BY_STATE.getOrDefault(prefix, List.of()).forEach(state -> found.add(prefix + state));
                }
                case IdentifierTree name -> follow(name.getName().toString());
                default -> unread.add(place() + action);
            }
        }

        private void follow(String name) {
            for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
                if (path.getLeaf() instanceof MethodTree method) {
                    List<String> parameters = method.getParameters().stream()
                            .map(each -> each.getName().toString())
                            .toList();
                    if (parameters.contains(name)) {
                        open.add(new Handed(
                                typeAround(path).getSimpleName().toString(),
                                method.getName().toString(),
                                parameters.indexOf(name)));
                        return;
                    }
                }
            }
            unread.add(place() + name);
        }

        private String place() {
            return getCurrentPath().getCompilationUnit().getSourceFile().getName() + ": ";
        }

        private static ClassTree typeAround(TreePath from) {
            TreePath path = from;
            while (!(path.getLeaf() instanceof ClassTree)) {
                path = path.getParentPath();
            }
            return (ClassTree) path.getLeaf();
        }
    }
}
