package io.cordon.triage;

import java.util.List;

/** Which incidents a playbook is started for. */
public interface PlaybookStarts {

    /**
     * The categories whose incidents it is started for, worst first; empty where it is only called by others. A rule
     * may start it for further alerts.
     */
    List<String> categoriesOf(String playbook);
}
