package io.cordon.playbook.engine;

import io.cordon.playbook.engine.Drawing.Element;
import io.cordon.playbook.engine.Drawing.Flow;
import io.cordon.tenancy.OrganisationId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every version of a playbook that was ever in force, what is drawn in it, and how many work by it. */
@Component
public class Versions {

    private final ProcessEngine engine;
    private final JdbcClient jdbc;

    Versions(ProcessEngine engine, JdbcClient jdbc) {
        this.engine = engine;
        this.jdbc = jdbc;
    }

    /** A version, and since when it is there. */
    public record Version(Deployed playbook, Instant at) {}

    /** Newest first; empty where there is no such playbook. */
    public List<Version> of(String key) {
        var repository = engine.getRepositoryService();
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .withoutTenantId()
                .orderByProcessDefinitionVersion()
                .desc()
                .list()
                .stream()
                .map(definition -> new Version(
                        Engine.deployed(definition),
                        repository
                                .createDeploymentQuery()
                                .deploymentId(definition.getDeploymentId())
                                .singleResult()
                                .getDeploymentTime()
                                .toInstant()))
                .toList();
    }

    public Optional<Deployed> find(String key, int version) {
        if (version < 1) {
            return Optional.empty();
        }
        return Optional.ofNullable(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(key)
                        .processDefinitionVersion(version)
                        .withoutTenantId()
                        .singleResult())
                .map(Engine::deployed);
    }

    /** By what the engine calls a version, see {@link Deployed#id}. */
    Deployed get(String id) {
        ProcessDefinition definition = engine.getRepositoryService().getProcessDefinition(id);
        return Engine.deployed(definition);
    }

    /** By what the engine calls a version, see {@link Deployed#id}. */
    public Drawing drawing(String id) {
        BpmnModelInstance model = engine.getRepositoryService().getBpmnModelInstance(id);
        Map<String, Element> elements = new HashMap<>();
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            elements.put(
                    node.getId(),
                    new Element(
                            node.getId(),
                            node.getName() == null ? "" : node.getName().strip(),
                            node.getElementType().getTypeName(),
                            Translations.of(node).ofName()));
        }
        List<Flow> flows = model.getModelElementsByType(SequenceFlow.class).stream()
                .map(flow -> new Flow(
                        flow.getId(), flow.getSource().getId(), flow.getTarget().getId()))
                .toList();
        String about = model.getModelElementsByType(Process.class).stream()
                .flatMap(process -> process.getDocumentations().stream())
                .map(ModelElementInstance::getTextContent)
                .map(String::strip)
                .collect(Collectors.joining("\n"));
        Map<String, Map<String, String>> translations = model.getModelElementsByType(Process.class).stream()
                .findFirst()
                .map(process -> Translations.of(process).ofNameAnd("about"))
                .orElse(Map.of());
        return new Drawing(about, translations, elements, flows);
    }

    /** A playbook in one version. */
    public record Name(String key, int version) {}

    /** On how many incidents of these organisations each works now, by itself or called by another. */
    public Map<Name, Long> running(Collection<OrganisationId> organisations) {
        Map<Name, Long> running = new HashMap<>();
        jdbc.sql("""
            select d.key_ as playbook, d.version_ as version, count(distinct root.business_key_) as incidents
            from engine.act_ru_execution e
            join engine.act_ru_execution root on root.id_ = e.root_proc_inst_id_
            join engine.act_re_procdef d on d.id_ = e.proc_def_id_
            where e.parent_id_ is null and e.tenant_id_ = any (:organisations)
            group by d.key_, d.version_
            """)
                .param(
                        "organisations",
                        organisations.stream().map(OrganisationId::value).toArray(String[]::new))
                .query(row -> {
                    running.put(new Name(row.getString("playbook"), row.getInt("version")), row.getLong("incidents"));
                });
        return running;
    }

    /**
     * One time that a playbook worked on an incident, by itself or called by another.
     *
     * @param endedAt null while it works
     * @param state running, stuck, ended, or cancelled where it was ended before it came to its end
     */
    public record Worked(
            UUID incident,
            int version,
            String state,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** The newest of these organisations, newest first. */
    public List<Worked> worked(String key, Collection<OrganisationId> organisations, int most) {
        return jdbc.sql("""
            select root.business_key_ as incident, d.version_ as version, h.start_time_, h.end_time_,
                   case when h.end_time_ is not null
                        then case when h.state_ = 'COMPLETED' then 'ended' else 'cancelled' end
                        when exists (select from engine.act_ru_job j
                                      where j.process_instance_id_ = h.proc_inst_id_ and j.retries_ = 0)
                        then 'stuck' else 'running' end as state
            from engine.act_hi_procinst h
            join engine.act_hi_procinst root on root.proc_inst_id_ = h.root_proc_inst_id_
            join engine.act_re_procdef d on d.id_ = h.proc_def_id_
            where h.proc_def_key_ = :key and h.tenant_id_ = any (:organisations)
            order by h.start_time_ desc, h.id_ desc
            limit :most
            """)
                .param("key", key)
                .param(
                        "organisations",
                        organisations.stream().map(OrganisationId::value).toArray(String[]::new))
                .param("most", most)
                .query((row, number) -> new Worked(
                        UUID.fromString(row.getString("incident")),
                        row.getInt("version"),
                        row.getString("state"),
                        // As the engine writes moments: by the clock of this machine.
                        row.getTimestamp("start_time_").toInstant(),
                        row.getTimestamp("end_time_") == null
                                ? null
                                : row.getTimestamp("end_time_").toInstant()))
                .list();
    }
}
