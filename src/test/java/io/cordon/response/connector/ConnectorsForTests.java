package io.cordon.response.connector;

import io.cordon.api.IfMatch;
import io.cordon.tenancy.OrganisationId;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import tools.jackson.databind.JsonNode;

/** Writes connector documents as the interface does, without the interface. */
public final class ConnectorsForTests {

    private ConnectorsForTests() {}

    public static void write(
            BeanFactory beans,
            OrganisationId organisation,
            String name,
            String type,
            Map<String, JsonNode> settings,
            Map<String, String> secrets,
            boolean enabled) {
        var answer = beans.getBean(SettingUpConnectors.class)
                .write(
                        organisation,
                        name,
                        new SettingUpConnectors.Wanted(type, settings, secrets, enabled),
                        IfMatch.ANY,
                        "acme/engineer");
        if (answer instanceof SettingUpConnectors.Answer.Wrong wrong) {
            throw new AssertionError(wrong.findings());
        }
    }
}
