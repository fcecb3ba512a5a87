package io.cordon.response.connector;

import io.cordon.response.Verb;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Every kind of connector there is: the beans. */
@Component
public class ConnectorTypes {

    private final SortedMap<String, Connector<?>> types = new TreeMap<>();

    public ConnectorTypes(List<Connector<?>> connectors) {
        for (Connector<?> connector : connectors) {
            SettingsForm.of(connector.settings());
            if (types.put(connector.type(), connector) != null) {
                throw new IllegalStateException(
                        "Expected one connector of type " + connector.type() + ", but there are more");
            }
        }
    }

    Optional<Connector<?>> find(String type) {
        return Optional.ofNullable(types.get(type));
    }

    Collection<String> names() {
        return types.keySet();
    }

    Collection<Connector<?>> all() {
        return types.values();
    }

    /** Whether any kind of connector can do it at all. */
    public boolean anyServes(Verb verb) {
        return types.values().stream().anyMatch(connector -> connector.verbs().contains(verb));
    }
}
