package io.cordon.playbook.engine;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.ExpressionFactoryImpl;
import org.camunda.bpm.impl.juel.IdentifierNode;
import org.camunda.bpm.impl.juel.Tree;
import org.camunda.bpm.impl.juel.TreeBuilderException;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;
import org.jspecify.annotations.Nullable;

/**
 * The second gate: expressions see plain variables and our one delegate, and know neither methods, functions,
 * properties of beans, nor the engine's own objects. Every expression of a playbook passes here when it is parsed.
 */
final class AllowListExpressionManager extends JuelExpressionManager {

    private static final int MAX_LENGTH = 4_000;
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_]{0,63}");
    private static final Set<String> FORBIDDEN = Set.of(
            VariableScopeElResolver.EXECUTION_KEY,
            VariableScopeElResolver.CASE_EXECUTION_KEY,
            VariableScopeElResolver.TASK_KEY,
            VariableScopeElResolver.EXTERNAL_TASK_KEY,
            VariableScopeElResolver.LOGGED_IN_USER_KEY,
            VariableContextElResolver.VAR_CTX_KEY);

    AllowListExpressionManager(Map<Object, Object> delegates) {
        super(Map.copyOf(delegates));
        // The profile of Java EE 5 has no syntax for calling methods.
        setExpressionFactory(new ExpressionFactoryImpl(ExpressionFactoryImpl.Profile.JEE5));
    }

    @Override
    public Expression createExpression(String expression) {
        check(expression);
        return super.createExpression(expression);
    }

    @Override
    public ValueExpression createValueExpression(String expression) {
        check(expression);
        return super.createValueExpression(expression);
    }

    private static void check(String expression) {
        if (expression.length() > MAX_LENGTH) {
            throw new ProcessEngineException(
                    "Expected at most " + MAX_LENGTH + " characters, but got " + expression.length());
        }
        Tree tree;
        try {
            tree = new Builder().build(expression);
        } catch (TreeBuilderException e) {
            throw new ProcessEngineException("Expected a condition or one variable, but: " + e.getMessage(), e);
        }
        if (tree.getFunctionNodes().iterator().hasNext()) {
            throw new ProcessEngineException("Expected no function, but got " + expression);
        }
        for (IdentifierNode identifier : tree.getIdentifierNodes()) {
            if (FORBIDDEN.contains(identifier.getName())
                    || !NAME.matcher(identifier.getName()).matches()) {
                throw new ProcessEngineException(
                        "Expected the name of a plain variable, but got '" + identifier.getName() + "'");
            }
        }
    }

    /** NB: no resolver for beans here. With one, ${x.class…} reaches every method there is. */
    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new PlainVariables());
        resolver.add(new ReadOnlyMapELResolver(beans));
        return resolver;
    }

    /** Process variables without the engine's own objects among them. */
    private static final class PlainVariables extends VariableScopeElResolver {

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base != null || FORBIDDEN.contains(property.toString())) {
                return null;
            }
            return super.getValue(context, null, property);
        }

        @Override
        public void setValue(ELContext context, @Nullable Object base, Object property, @Nullable Object value) {
            // Read only.
        }
    }
}
