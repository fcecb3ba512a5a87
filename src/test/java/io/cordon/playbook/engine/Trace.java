package io.cordon.playbook.engine;

import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A class that a hostile playbook would name: it leaves a trace when anybody makes one. */
public class Trace implements JavaDelegate {

    static final AtomicInteger MADE = new AtomicInteger();

    public Trace() {
        MADE.incrementAndGet();
    }

    @Override
    public void execute(DelegateExecution execution) {
        MADE.incrementAndGet();
    }
}
