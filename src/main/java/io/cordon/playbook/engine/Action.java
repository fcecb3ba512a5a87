package io.cordon.playbook.engine;

import io.cordon.playbook.Step;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.pvm.delegate.SignallableActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code ${action}}: the one delegate. Its input {@code do} names the step that runs. */
@Component
class Action extends AbstractBpmnActivityBehavior implements SignallableActivityBehavior {

    private final Map<String, Step> steps;
    private final ActingFor actingFor;

    Action(List<Step> steps, ActingFor actingFor) {
        this.steps = steps.stream().collect(Collectors.toUnmodifiableMap(Step::name, Function.identity()));
        this.actingFor = actingFor;
    }

    Set<String> stepNames() {
        return steps.keySet();
    }

    @Override
    public void execute(ActivityExecution execution) {
        Map<String, Object> inputs = Map.copyOf(execution.getVariablesLocal());
        Step step = steps.get(String.valueOf(inputs.get("do")));
        if (step == null) {
            throw new IllegalStateException("Expected the input 'do' of " + execution.getCurrentActivityId()
                    + " to name one of " + steps.keySet() + ", but it is '" + inputs.get("do") + "'");
        }
        ProcessDefinition playbook = ((ExecutionEntity) execution).getProcessDefinition();
        var organisation = new OrganisationId(execution.getTenantId());
        var call = new Step.Call(
                organisation,
                UUID.fromString(String.valueOf(execution.getVariable(Variables.INCIDENT))),
                ((ExecutionEntity) execution).getRootProcessInstanceId(),
                playbook.getKey(),
                execution.getCurrentActivityId(),
                orElse(playbook.getName(), playbook.getKey()) + ": "
                        + orElse(execution.getCurrentActivityName(), execution.getCurrentActivityId()),
                execution.getId(),
                () -> isBeside((ExecutionEntity) execution),
                inputs);
        switch (actingFor.call(organisation, () -> step.run(call))) {
            case Step.Result.Done done -> goOn(execution, done.variables());
            // The execution stays here until it is signalled.
            case Step.Result.Waiting waiting -> Variables.set(execution, waiting.variables());
        }
    }

    private static String orElse(@Nullable String name, String id) {
        return name == null || name.isBlank() ? id : name;
    }

    /** Whether nothing waits for the playbook: it was started by itself, or by an event beside its caller's own way. */
    private static boolean isBeside(ExecutionEntity execution) {
        ExecutionEntity caller = execution.getProcessInstance().getSuperExecution();
        for (ScopeImpl scope = caller == null ? null : caller.getActivity();
                scope != null;
                scope = scope.getFlowScope()) {
            if (scope instanceof ActivityImpl activity && activity.isTriggeredByEvent()) {
                return true;
            }
        }
        return caller == null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void signal(ActivityExecution execution, @Nullable String name, @Nullable Object variables) {
        goOn(execution, variables == null ? Map.of() : (Map<String, Object>) variables);
    }

    private void goOn(ActivityExecution execution, Map<String, Object> variables) {
        Variables.set(execution, variables);
        leave(execution);
    }
}
