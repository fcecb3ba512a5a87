package io.cordon.playbook.engine;

import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.jobexecutor.MessageAddedNotification;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;

/**
 * Queues a job that is less urgent than the one that made it. The engine's own manager hands a new job of the same
 * process to the thread at work, whatever its priority: each incident's letters and tasks would go before the
 * containment of the next.
 */
final class JobsByPriority extends JobManager {

    @Override
    protected void hintJobExecutor(JobEntity job) {
        JobExecutorContext atWork = Context.getJobExecutorContext();
        JobEntity current = atWork == null ? null : atWork.getCurrentJob();
        if (current == null || job.getPriority() >= current.getPriority()) {
            super.hintJobExecutor(job);
            return;
        }
        JobExecutor executor = Context.getProcessEngineConfiguration().getJobExecutor();
        if (executor.isActive()) {
            Context.getCommandContext()
                    .getTransactionContext()
                    .addTransactionListener(TransactionState.COMMITTED, new MessageAddedNotification(executor));
        }
    }

    /** Opens it where the engine asks for its job manager. */
    static final class Factory implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return JobManager.class;
        }

        @Override
        public Session openSession() {
            return new JobsByPriority();
        }
    }
}
