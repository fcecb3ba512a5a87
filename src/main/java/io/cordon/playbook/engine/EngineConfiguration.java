package io.cordon.playbook.engine;

import io.cordon.storage.ServerRun;
import io.cordon.tenancy.ActingFor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.spring.SpringTransactionsProcessEngineConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The engine on our database and in our transactions, with everything off that lets a model become code. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    /** Seconds after which another node may take a job whose node is gone; nothing in a job waits for the outside. */
    private static final int LOCK_SECONDS = 60;

    @Bean
    DefaultJobExecutor jobExecutor(ServerRun run) {
        DefaultJobExecutor executor = new DefaultJobExecutor();
        executor.setLockOwner(run.id().toString());
        executor.setLockTimeInMillis(LOCK_SECONDS * 1_000);
        // A new job wakes the executor by itself: these are the pauses for timers, and for other nodes' jobs.
        executor.setWaitTimeInMillis(250);
        executor.setMaxWait(1_000);
        // Jobs are work for processors: more at once would only take them from intake and containment.
        int threads = Runtime.getRuntime().availableProcessors() + 1;
        executor.setCorePoolSize(threads);
        executor.setMaxPoolSize(threads);
        executor.setQueueSize(threads);
        executor.setMaxJobsPerAcquisition(2 * threads);
        return executor;
    }

    @Bean(destroyMethod = "close")
    ProcessEngine processEngine(
            DataSource dataSource,
            PlatformTransactionManager transactionManager,
            DefaultJobExecutor jobExecutor,
            Action action,
            EngineListener listener,
            ActingFor actingFor) {
        var configuration = new SpringTransactionsProcessEngineConfiguration();
        configuration.setProcessEngineName("cordon");
        configuration.setDataSource(dataSource);
        configuration.setTransactionManager(transactionManager);
        configuration.setDatabaseType("postgres");
        configuration.setDatabaseSchema("engine");
        configuration.setDatabaseTablePrefix("engine.");
        configuration.setDatabaseSchemaUpdate("false");
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setHistory("activity");
        configuration.setMetricsEnabled(false);
        configuration.setTaskMetricsEnabled(false);
        configuration.setDbMetricsReporterActivate(false);
        configuration.setJobExecutor(jobExecutor);
        configuration.setJobExecutorActivate(false);
        configuration.setJobExecutorAcquireExclusiveOverProcessHierarchies(true);
        configuration.setJobExecutorAcquireByPriority(true);
        configuration.setCustomSessionFactories(List.of(new JobsByPriority.Factory()));
        configuration.setFailedJobRetryTimeCycle("PT1S,PT10S,PT1M,PT5M,PT15M");
        configuration.setTenantIdProvider(new OrganisationOfInstance());
        // The engine adds one of its own.
        configuration.setCustomPostBPMNParseListeners(
                new ArrayList<>(List.of(new ShapingPlaybooks(listener, actingFor))));
        configuration.setCustomIncidentHandlers(List.of(new StuckJobs(listener, actingFor)));
        // A failed job is logged where it is handled.
        configuration.setEnableCmdExceptionLogging(false);
        configuration.setCustomFormTypes(List.of(new PlainFieldType("longtext"), new PlainFieldType("file")));
        harden(configuration, Map.of("action", action));
        return configuration.buildProcessEngine();
    }

    /** Each line closes a way by which a model ran code on the engine as it comes. */
    private static void harden(ProcessEngineConfigurationImpl configuration, Map<Object, Object> delegates) {
        NoScripts noScripts = new NoScripts();
        configuration.setExpressionManager(new AllowListExpressionManager(delegates));
        configuration.setBeans(delegates);
        configuration.setScriptFactory(noScripts);
        configuration.setScriptEngineResolver(noScripts);
        configuration.setArtifactFactory(noScripts);
        configuration.setEnableFetchScriptEngineFromProcessApplication(false);
        configuration.setEnableExpressionsInAdhocQueries(false);
        configuration.setEnableExpressionsInStoredQueries(false);
        configuration.setDmnEnabled(false);
        // The engine builds its decision engine all the same: with the small one of two expression languages.
        configuration.setDmnFeelEnableLegacyBehavior(true);
        configuration.setCmmnEnabled(false);
        configuration.setEnableXxeProcessing(false);
        configuration.setProcessEnginePlugins(List.of(new AbstractProcessEnginePlugin() {
            @Override
            public void postInit(ProcessEngineConfigurationImpl ready) {
                // NB: the engine's setting against Java serialisation stops writing in one place and reading in
                // none; without the serialisers there is nothing to write or read with.
                var serializers = ready.getVariableSerializers();
                for (String name : List.of("serializable", "file")) {
                    serializers.removeSerializer(serializers.getSerializerByName(name));
                }
            }
        }));
    }
}
