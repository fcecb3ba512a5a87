package io.cordon.storage;

import io.cordon.BackgroundWork;
import org.springframework.stereotype.Component;

/** Makes this server's life the one that the next start looks for. */
@Component
class NotingRun implements BackgroundWork {

    private final DataFolder folder;
    private volatile boolean noted;

    NotingRun(DataFolder folder) {
        this.folder = folder;
    }

    /** Behind everything that gives back at its start what the life before had claimed. */
    @Override
    public int getPhase() {
        return ANSWERS;
    }

    @Override
    public void start() {
        folder.noteRun();
        noted = true;
    }

    @Override
    public void stop() {
        noted = false;
    }

    @Override
    public boolean isRunning() {
        return noted;
    }
}
