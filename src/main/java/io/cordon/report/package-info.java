/** What happened, told after the fact: the post-incident report, and the operator's figures. */
@ApplicationModule(
        allowedDependencies = {
            "tenancy",
            "api",
            "organisation",
            "audit",
            "alert",
            "incident",
            "playbook",
            "response",
            "notification",
            "words"
        })
@NullMarked
package io.cordon.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
