/** What is done about an incident: BPMN playbooks on Camunda, and the tasks of people by RACI. */
@ApplicationModule(
        allowedDependencies = {
            "tenancy",
            "api",
            "storage",
            "organisation",
            "audit",
            "alert",
            "triage",
            "incident",
            "response",
            "notification"
        })
@NullMarked
package io.cordon.playbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
