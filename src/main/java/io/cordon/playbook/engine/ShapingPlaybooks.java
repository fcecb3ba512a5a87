package io.cordon.playbook.engine;

import io.cordon.playbook.Step;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.OrganisationId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.EventSubscriptionDeclaration;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ConstantValueProvider;
import org.camunda.bpm.engine.impl.jobexecutor.JobDeclaration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityStartBehavior;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

/** Adds to every playbook, when it is parsed, what its author need not draw. */
class ShapingPlaybooks extends AbstractBpmnParseListener {

    /** Every other job has 0, until {@link AgeingJobs} finds that it has waited long enough. */
    static final int CONTAINMENT_FIRST = 100;

    private static final Set<ActivityStartBehavior> INTERRUPTING =
            Set.of(ActivityStartBehavior.CANCEL_EVENT_SCOPE, ActivityStartBehavior.INTERRUPT_EVENT_SCOPE);

    private final EngineListener listener;
    private final ActingFor actingFor;

    ShapingPlaybooks(EngineListener listener, ActingFor actingFor) {
        this.listener = listener;
        this.actingFor = actingFor;
    }

    /**
     * What waits for the outside ends its transaction behind itself: whoever brings the news only leaves a job,
     * and a failure further on is the job's, with retries, and not the messenger's. An author who ends it further on, such
     * as behind a gateway where several are awaited, writes {@code camunda:asyncAfter="false"}.
     */
    @Override
    public void parseServiceTask(Element serviceTask, ScopeImpl scope, ActivityImpl activity) {
        if (Step.WAITING.contains(step(serviceTask))) {
            hurry(activity);
            activity.setAsyncAfter(
                    !"false".equals(serviceTask.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "asyncAfter")));
        }
    }

    @Override
    public void parseStartEvent(Element startEvent, ScopeImpl scope, ActivityImpl activity) {
        hurry(activity);
    }

    /** The jobs between an incident and its containment go before those that tell, ask and report, of any incident. */
    private static void hurry(ActivityImpl activity) {
        if (activity.getProperty(BpmnParse.PROPERTYNAME_MESSAGE_JOB_DECLARATION) instanceof List<?> declarations) {
            declarations.forEach(each ->
                    ((JobDeclaration<?, ?>) each).setJobPriorityProvider(new ConstantValueProvider(CONTAINMENT_FIRST)));
        }
    }

    @Override
    public void parseProcess(Element process, ProcessDefinitionEntity definition) {
        definition.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) this::ended);
    }

    @Override
    public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        String function = userTask.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "candidateGroups");
        Element documentation = userTask.element("documentation");
        String instructions =
                documentation == null ? "" : documentation.getText().strip();
        TaskForm form = TaskForm.of(userTask);
        Map<String, Map<String, String>> translations =
                Translations.ofElement(userTask).ofNameAnd("instructions");
        definition.addBuiltInTaskListener(
                TaskListener.EVENTNAME_CREATE,
                task -> opened(task, function == null ? "" : function, instructions, form, translations));
        definition.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, this::deleted);
    }

    private static String step(Element serviceTask) {
        Element extensions = serviceTask.element("extensionElements");
        Element mapping = extensions == null ? null : extensions.element("inputOutput");
        return mapping == null
                ? ""
                : mapping.elements("inputParameter").stream()
                        .filter(input -> "do".equals(input.attribute("name")))
                        .map(input -> input.getText().strip())
                        .findFirst()
                        .orElse("");
    }

    private void opened(
            DelegateTask task,
            String function,
            String instructions,
            TaskForm form,
            Map<String, Map<String, String>> translations) {
        var organisation = new OrganisationId(task.getTenantId());
        var opened = new TaskOpened(
                organisation,
                UUID.fromString(String.valueOf(task.getVariable(Variables.INCIDENT))),
                task.getId(),
                ((TaskEntity) task).getProcessDefinition().getKey(),
                task.getTaskDefinitionKey(),
                task.getName(),
                function,
                instructions,
                form,
                isTakenAway(((TaskEntity) task).getExecution().getActivity(), TaskOpened.ACKNOWLEDGED),
                translations);
        actingFor.run(organisation, () -> listener.taskOpened(opened));
    }

    /** Whether a message takes away an activity, or what it is in, as a boundary event or an event's sub-process does. */
    private static boolean isTakenAway(ActivityImpl activity, String message) {
        for (ScopeImpl scope = activity; scope != null; scope = scope.getFlowScope()) {
            ProcessDefinitionEntity definition = (ProcessDefinitionEntity) scope.getProcessDefinition();
            boolean interrupted = EventSubscriptionDeclaration.getDeclarationsForScope(scope).values().stream()
                    .filter(event -> message.equals(event.getUnresolvedEventName()))
                    .map(event -> definition.findActivity(event.getActivityId()).getActivityStartBehavior())
                    .anyMatch(INTERRUPTING::contains);
            if (interrupted) {
                return true;
            }
        }
        return false;
    }

    private void ended(DelegateExecution execution) {
        var organisation = new OrganisationId(execution.getTenantId());
        actingFor.run(organisation, () -> listener.playbookEnded(organisation, execution.getProcessInstanceId()));
    }

    private void deleted(DelegateTask task) {
        var organisation = new OrganisationId(task.getTenantId());
        String reason = whyDeleted((TaskEntity) task);
        actingFor.run(
                organisation,
                () -> listener.taskCancelled(
                        organisation, task.getId(), reason == null ? "the playbook went another way" : reason));
    }

    /** NB: the engine tells the tasks of a called playbook no more than that they are deleted. */
    private static @Nullable String whyDeleted(TaskEntity task) {
        String reason = task.getDeleteReason();
        if (!TaskEntity.DELETE_REASON_DELETED.equals(reason)) {
            return reason;
        }
        ExecutionEntity instance = task.getProcessInstance();
        while (instance != null && instance.getSuperExecution() != null) {
            instance = instance.getSuperExecution().getProcessInstance();
        }
        return instance == null ? null : instance.getDeleteReason();
    }
}
