package io.cordon.playbook.engine;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ArtifactFactory;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.scripting.ExecutableScript;
import org.camunda.bpm.engine.impl.scripting.ScriptFactory;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.jspecify.annotations.Nullable;

/** What the engine asks for when a model names a script or a class: it gets a refusal, at the latest when it runs. */
final class NoScripts extends ScriptFactory implements ScriptEngineResolver, ArtifactFactory {

    @Override
    public ExecutableScript createScriptFromResource(String language, String resource) {
        throw refused("script");
    }

    @Override
    public ExecutableScript createScriptFromResource(String language, Expression resource) {
        throw refused("script");
    }

    @Override
    public ExecutableScript createScriptFromSource(String language, String source) {
        throw refused("script");
    }

    @Override
    public ExecutableScript createScriptFromSource(String language, Expression source) {
        throw refused("script");
    }

    @Override
    public void addScriptEngineFactory(ScriptEngineFactory factory) {
        throw refused("script");
    }

    @Override
    public @Nullable ScriptEngineManager getScriptEngineManager() {
        return null;
    }

    @Override
    public ScriptEngine getScriptEngine(String language, boolean fromCache) {
        throw refused("script");
    }

    @Override
    public <T> T getArtifact(Class<T> type) {
        throw refused("class");
    }

    private static ProcessEngineException refused(String what) {
        return new ProcessEngineException(
                "Expected a playbook without a " + what + ", but it names one; use ${action} with inputs");
    }
}
