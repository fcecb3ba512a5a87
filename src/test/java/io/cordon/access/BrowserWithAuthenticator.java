package io.cordon.access;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.cordon.SharedBrowser;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real browser with an authenticator in it, which needs no finger. */
final class BrowserWithAuthenticator implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String CALL = """
        async ([method, path, body]) => {
          const token = document.cookie.match(/XSRF-TOKEN=([^;]+)/);
          const answer = await fetch(path, {
            method,
            headers: {'Content-Type': 'application/json', 'X-XSRF-TOKEN': token ? token[1] : ''},
            body: body || undefined,
          });
          return JSON.stringify({status: answer.status, body: await answer.text()});
        }
        """;
    private static final String CREATE = """
        async (options) => {
          const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options));
          const made = await navigator.credentials.create({publicKey});
          return JSON.stringify(made.toJSON());
        }
        """;
    private static final String GET = """
        async (options) => {
          const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options));
          const signed = await navigator.credentials.get({publicKey});
          return JSON.stringify(signed.toJSON());
        }
        """;

    private final BrowserContext context;
    private final Page page;
    private final CDPSession devices;
    private final String authenticator;

    /** @param address of any document of the server's */
    BrowserWithAuthenticator(URI address) {
        context = SharedBrowser.chromium().newContext();
        page = context.newPage();
        page.navigate(address.toString());
        devices = context.newCDPSession(page);
        devices.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        JsonObject wish = new JsonObject();
        wish.add("options", options);
        authenticator = devices.send("WebAuthn.addVirtualAuthenticator", wish)
                .get("authenticatorId")
                .getAsString();
    }

    /** An answer of the server's. */
    record Answer(int status, JsonNode body) {
        String at(String pointer) {
            return body.at(pointer).asString();
        }
    }

    Answer call(String method, String path, Object body) {
        String sent = body instanceof String text ? text : JSON.writeValueAsString(body);
        JsonNode answer = JSON.readTree((String) page.evaluate(CALL, List.of(method, path, sent)));
        String text = answer.path("body").asString();
        return new Answer(
                answer.path("status").asInt(), text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text));
    }

    /** The device makes a passkey, and the browser gives it as JSON. */
    Map<String, Object> create(JsonNode publicKey) {
        return object((String) page.evaluate(CREATE, publicKey.toString()));
    }

    /** The device signs with one of its passkeys. */
    Map<String, Object> get(JsonNode publicKey) {
        return object((String) page.evaluate(GET, publicKey.toString()));
    }

    /** Whether the device is shown finger, face or PIN when it asks. */
    void userIsVerified(boolean verified) {
        JsonObject wish = new JsonObject();
        wish.addProperty("authenticatorId", authenticator);
        wish.addProperty("isUserVerified", verified);
        devices.send("WebAuthn.setUserVerified", wish);
    }

    /** How many passkeys the device holds. */
    int passkeys() {
        JsonObject wish = new JsonObject();
        wish.addProperty("authenticatorId", authenticator);
        JsonElement credentials = devices.send("WebAuthn.getCredentials", wish).get("credentials");
        return ((JsonArray) credentials).size();
    }

    /** As a browser in which nobody is signed in. */
    void forgetCookies() {
        context.clearCookies();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(String json) {
        return JSON.readValue(json, Map.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
