package io.cordon.playbook.engine;

import io.cordon.playbook.gate.GateFinding;
import io.cordon.tenancy.OrganisationId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The engine, and the only way to it. Every call about something that runs says for which organisation, and what
 * belongs to another one is not found. All calls join the caller's transaction.
 */
@Component
public class Engine {

    private final ProcessEngine engine;
    private final AsOrganisation as;

    Engine(ProcessEngine engine, AsOrganisation as) {
        this.engine = engine;
        this.as = as;
    }

    /** An instance that was started. */
    public record Started(String instance, String key, int version) {}

    /** What became of a deployment: findings where the engine itself refuses the file. */
    public record Deployment(@Nullable Deployed deployed, List<GateFinding> findings) {}

    /** Starts the newest version of a playbook for an incident; empty where there is no such playbook. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Started> start(
            OrganisationId organisation, String playbook, UUID incidentId, Map<String, Object> flags) {
        return as.call(
                organisation,
                () -> newest(playbook).map(definition -> {
                    Map<String, Object> variables = new HashMap<>(Variables.check(flags));
                    variables.put(Variables.ORGANISATION, organisation.value());
                    variables.put(Variables.INCIDENT, incidentId.toString());
                    ProcessInstance instance = engine.getRuntimeService()
                            .startProcessInstanceById(definition.id(), incidentId.toString(), variables);
                    return new Started(instance.getProcessInstanceId(), definition.key(), definition.version());
                }));
    }

    /**
     * Lets an execution go on that waits in a step.
     *
     * @return false where it waits no longer
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean wake(OrganisationId organisation, String execution, Map<String, Object> variables) {
        return as.call(organisation, () -> {
            if (execution(organisation, execution).isEmpty()) {
                return false;
            }
            engine.getRuntimeService().signal(execution, null, Variables.check(variables), Map.of());
            return true;
        });
    }

    /**
     * Sends a message to one running instance, with flags that are new.
     *
     * @return false where it has ended or does not listen for the message
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean tell(OrganisationId organisation, String instance, String message, Map<String, Object> flags) {
        return as.call(organisation, () -> {
            var subscription = engine.getRuntimeService()
                    .createEventSubscriptionQuery()
                    .processInstanceId(instance)
                    .tenantIdIn(organisation.value())
                    .eventType("message")
                    .eventName(message)
                    .list();
            if (subscription.isEmpty()) {
                return false;
            }
            engine.getRuntimeService().setVariables(instance, Variables.check(flags));
            engine.getRuntimeService()
                    .messageEventReceived(message, subscription.getFirst().getExecutionId());
            return true;
        });
    }

    /** Sends a message to all that listens for it in an incident, whichever playbook it belongs to. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellAll(OrganisationId organisation, UUID incidentId, String message) {
        as.call(organisation, () -> {
            engine.getRuntimeService()
                    .createExecutionQuery()
                    .messageEventSubscriptionName(message)
                    .processVariableValueEquals(Variables.INCIDENT, incidentId.toString())
                    .tenantIdIn(organisation.value())
                    .list()
                    .forEach(execution -> engine.getRuntimeService().messageEventReceived(message, execution.getId()));
            return true;
        });
    }

    public boolean isRunning(OrganisationId organisation, String instance) {
        return as.call(organisation, () -> find(organisation, instance).isPresent());
    }

    /** Whether an execution is still there, in a step that waits or on its way. */
    public boolean isThere(OrganisationId organisation, String execution) {
        return as.call(organisation, () -> execution(organisation, execution).isPresent());
    }

    /** A flag as the step that runs now knows it; empty where its playbook has none of that name. */
    public Optional<String> flag(OrganisationId organisation, String execution, String name) {
        return as.call(
                organisation,
                () -> Optional.ofNullable(engine.getRuntimeService().getVariable(execution, name))
                        .map(Object::toString));
    }

    /** How many executions of an incident's playbooks wait at an element of this id, such as a timer. */
    public long waitingAt(OrganisationId organisation, UUID incidentId, String element) {
        return as.call(
                organisation,
                () -> engine.getRuntimeService()
                        .createExecutionQuery()
                        .activityId(element)
                        .processVariableValueEquals(Variables.INCIDENT, incidentId.toString())
                        .tenantIdIn(organisation.value())
                        .count());
    }

    /** Ends an instance with everything it called; what has ended already stays so. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean end(OrganisationId organisation, String instance, String reason) {
        return as.call(
                organisation,
                () -> find(organisation, instance)
                        .map(running -> {
                            engine.getRuntimeService()
                                    .deleteProcessInstance(instance, reason, false, true, false, false);
                            return true;
                        })
                        .orElse(false));
    }

    /** Completes a user task, with the flags that gateways behind it ask for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void complete(OrganisationId organisation, String task, Map<String, Object> flags) {
        as.call(organisation, () -> {
            engine.getTaskService().complete(task, Variables.check(flags));
            return true;
        });
    }

    /**
     * Lets the engine try a stuck step again, at once.
     *
     * @return false where the job is gone or not stuck
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean retry(OrganisationId organisation, String jobId) {
        return as.call(organisation, () -> {
            Job job = engine.getManagementService()
                    .createJobQuery()
                    .jobId(jobId)
                    .tenantIdIn(organisation.value())
                    .noRetriesLeft()
                    .singleResult();
            if (job == null) {
                return false;
            }
            engine.getManagementService().setJobRetries(jobId, 3);
            return true;
        });
    }

    /**
     * Makes a checked file the newest version of its playbook; a file that is so already stays it. In a transaction
     * of its own: a refusal by the engine would end the caller's.
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Deployment deploy(String key, byte[] file) {
        try {
            engine.getRepositoryService()
                    .createDeployment()
                    .name(key)
                    .source("playbooks")
                    .enableDuplicateFiltering(true)
                    .addInputStream(key + ".bpmn", new ByteArrayInputStream(file))
                    .deploy();
            return new Deployment(newest(key).orElseThrow(), List.of());
        } catch (ParseException e) {
            return new Deployment(
                    null,
                    e.getResorceReports().stream()
                            .flatMap(report -> report.getErrors().stream())
                            .map(error -> new GateFinding(
                                    error.getMainElementId(), error.getLine(), String.valueOf(error.getMessage())))
                            .toList());
        } catch (ProcessEngineException e) {
            return new Deployment(null, List.of(new GateFinding(null, 0, String.valueOf(e.getMessage()))));
        }
    }

    /** Every playbook in its newest version, by key. */
    public List<Deployed> newest() {
        return engine
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .latestVersion()
                .withoutTenantId()
                .orderByProcessDefinitionKey()
                .asc()
                .list()
                .stream()
                .map(Engine::deployed)
                .toList();
    }

    public Optional<Deployed> newest(String key) {
        return Optional.ofNullable(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(key)
                        .withoutTenantId()
                        .latestVersion()
                        .singleResult())
                .map(Engine::deployed);
    }

    /** The file a playbook was deployed from. */
    public byte[] source(Deployed playbook) {
        try (InputStream model = engine.getRepositoryService().getProcessModel(playbook.id())) {
            return model.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether something failed only because the same thing moved at the same moment: it may be tried again. */
    public static boolean isCollision(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockingException || cause instanceof PessimisticLockingFailureException) {
                return true;
            }
        }
        return false;
    }

    private Optional<Execution> execution(OrganisationId organisation, String execution) {
        return Optional.ofNullable(engine.getRuntimeService()
                        .createExecutionQuery()
                        .executionId(execution)
                        .tenantIdIn(organisation.value())
                        .singleResult())
                .filter(found -> !found.isEnded());
    }

    private Optional<ProcessInstance> find(OrganisationId organisation, String instance) {
        return Optional.ofNullable(engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(instance)
                .tenantIdIn(organisation.value())
                .singleResult());
    }

    static Deployed deployed(ProcessDefinition definition) {
        return new Deployed(
                definition.getId(),
                definition.getKey(),
                definition.getVersion(),
                definition.getName(),
                definition.getVersionTag());
    }
}
