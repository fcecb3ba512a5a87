package io.cordon.response.connector.outbound;

import io.cordon.response.connector.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/** Some requests to one product, under one limit of time. Not for several threads. */
public final class Conversation {

    private static final int MAX_BODY = 4 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(40)
                            .maxDocumentLength(MAX_BODY)
                            .maxStringLength(1 << 20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final Destinations destinations;
    private final URI base;
    private final Trust trust;
    private final Map<String, Secret> headers;
    private final Deadline deadline;

    Conversation(Destinations destinations, URI base, Trust trust, Map<String, Secret> headers, Duration timeout) {
        this.destinations = destinations;
        this.base = base;
        this.trust = trust;
        this.headers = headers;
        this.deadline = Deadline.in(timeout);
    }

    /** The address that a request to this path goes to; each segment is escaped. */
    public static URI below(URI base, String... path) {
        StringBuilder address = new StringBuilder(base.toString().replaceAll("/+$", ""));
        for (String segment : path) {
            address.append('/').append(UriUtils.encode(segment, java.nio.charset.StandardCharsets.UTF_8));
        }
        return URI.create(address.toString());
    }

    public Answer get(String... path) {
        return send(new HttpGet(below(base, path)));
    }

    public Answer post(JsonNode body, String... path) {
        HttpPost request = new HttpPost(below(base, path));
        request.setEntity(new ByteArrayEntity(JSON.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        return send(request);
    }

    private Answer send(HttpUriRequestBase request) {
        return deadline.call(
                () -> exchange(request),
                request::cancel,
                () -> new Answer.Unclear("Expected an answer of " + place() + " within "
                        + deadline.total().toMillis() + " ms, but none came."));
    }

    private Answer exchange(HttpUriRequestBase request) {
        boolean http = isTls() || "http".equals(scheme());
        if (!http || base.getHost() == null || base.getUserInfo() != null) {
            return new Answer.Refused(
                    0, "Expected an address such as https://host.example, without a user, but got another kind.");
        }
        int port = base.getPort() >= 0 ? base.getPort() : isTls() ? 443 : 80;
        return switch (destinations.find(base.getHost(), port)) {
            case Destination.Refused refused -> new Answer.Refused(0, refused.reason());
            case Destination.Unresolved unresolved -> new Answer.Busy(unresolved.reason(), null);
            case Destination.Reachable reachable
            when !isTls() && !reachable.listed() ->
                new Answer.Refused(
                        0,
                        "Expected https for " + place() + ", but got http, which is only for destinations listed in"
                                + " CORDON_OUTBOUND_ALLOW.");
            case Destination.Reachable reachable -> exchange(request, reachable.addresses());
        };
    }

    private Answer exchange(HttpUriRequestBase request, List<InetSocketAddress> addresses) {
        headers.forEach((name, value) -> request.setHeader(name, value.reveal()));
        request.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
        CloseableHttpClient client = client(addresses);
        try {
            return read(client.executeOpen(null, request, null));
        } catch (SSLPeerUnverifiedException e) {
            return new Answer.Refused(
                    0, "Expected a certificate for " + place() + ", but it is for another host. Check the address.");
        } catch (SSLHandshakeException e) {
            return Trust.isBroken(e)
                    ? new Answer.Refused(
                            0,
                            "Expected a trusted certificate of " + place() + ", but its authority is not trusted or it"
                                    + " is expired. Give the authority's certificate as caCertificate.")
                    : nobody("TLS could not be agreed");
        } catch (ConnectTimeoutException e) {
            return nobody("it did not accept a connection in time");
        } catch (java.net.ConnectException | java.net.NoRouteToHostException | UnknownHostException e) {
            return nobody("nothing listens there");
        } catch (SSLException e) {
            return new Answer.Unclear("Expected TLS with " + place() + ", but it broke off.");
        } catch (IOException e) {
            // NB: no message of the exception: it may quote what the product sent.
            return new Answer.Unclear("Expected an answer of " + place() + ", but the connection broke off or it was"
                    + " no HTTP (" + e.getClass().getSimpleName() + ").");
        } finally {
            // NB: a friendly close reads the rest of the body first, however long that is.
            client.close(CloseMode.IMMEDIATE);
        }
    }

    private Answer read(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        if (status / 100 == 2) {
            return json(response.getEntity());
        }
        String came = "Expected " + place() + " to do as asked, but it answered " + status;
        if (status / 100 == 3) {
            return new Answer.Refused(status, came + ", pointing elsewhere, which is never followed.");
        }
        if (status == 429 || status / 100 == 5) {
            return new Answer.Busy(came + ".", retryAfter(response));
        }
        return new Answer.Refused(status, came + ".");
    }

    private Answer json(@Nullable HttpEntity entity) throws IOException {
        byte[] body = entity == null ? new byte[0] : entity.getContent().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return new Answer.Unclear("Expected at most " + MAX_BODY + " bytes of " + place() + ", but got more.");
        }
        if (body.length == 0) {
            return new Answer.Json(NullNode.instance);
        }
        try {
            return new Answer.Json(JSON.readTree(body));
        } catch (JacksonException e) {
            return new Answer.Unclear("Expected JSON of " + place() + ", but got something else.");
        }
    }

    private CloseableHttpClient client(List<InetSocketAddress> addresses) {
        Timeout connect = Timeout.of(deadline.left(CONNECT));
        Timeout left = Timeout.of(deadline.left(deadline.total()));
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Checked(addresses))
                .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                        .setSslContext(trust.context())
                        .buildClassic())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connect).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(left)
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(16_384)
                                .setMaxHeaderCount(100)
                                .build())
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setRoutePlanner(new DefaultRoutePlanner(null)) // No proxy, wherever one may be configured.
                .setUserAgent("Cordon")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** Knows the addresses that were checked and asks nobody. */
    private record Checked(List<InetSocketAddress> addresses) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) {
            return addresses.stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** In seconds, an hour at most; the other form, a date, is not read. */
    private static @Nullable Duration retryAfter(ClassicHttpResponse response) {
        var header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return header != null && header.getValue().strip().matches("[0-9]{1,6}")
                ? Duration.ofSeconds(
                        Math.min(3600, Long.parseLong(header.getValue().strip())))
                : null;
    }

    private Answer nobody(String why) {
        return new Answer.Busy("Expected to reach " + place() + ", but " + why + ".", null);
    }

    private boolean isTls() {
        return "https".equals(scheme());
    }

    private String scheme() {
        return String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
    }

    private String place() {
        return base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
    }
}
