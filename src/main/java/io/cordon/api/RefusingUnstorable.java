package io.cordon.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses text that the database cannot keep, before an endpoint sees it: in every query parameter, and in every
 * string of a JSON body. Alerts are read by intake itself, which keeps their bytes whatever is in them; in paths
 * Spring Security's firewall refuses it.
 */
@ControllerAdvice
class RefusingUnstorable extends RequestBodyAdviceAdapter implements HandlerInterceptor, WebMvcConfigurer {

    private static final String NUL = "%00";

    /** As much as spring.jackson reads of a document. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    /** Who is not signed in sends a name and a password, and must not fill the memory. */
    private static final int MOST_BYTES_OF_STRANGERS = 16 * 1024;

    private final JsonMapper json;
    private final HttpServletRequest current;

    /**
     * @param current stands for the request that the thread answers
     */
    RefusingUnstorable(JsonMapper json, HttpServletRequest current) {
        this.json = json;
        this.current = current;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    /** NB: looks at the query itself. Asked for parameters, the request would read a body that is not ours to read. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && query.contains(NUL)) {
            for (String parameter : query.split("&", -1)) {
                if (parameter.contains(NUL)) {
                    throw Storable.refusal(name(parameter));
                }
            }
        }
        return true;
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        } catch (IllegalArgumentException e) {
            return "query";
        }
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        MediaType contentType = message.getHeaders().getContentType();
        if (contentType == null || !contentType.getSubtype().endsWith("json")) {
            return message;
        }
        int most = current.getUserPrincipal() != null ? MOST_BYTES : MOST_BYTES_OF_STRANGERS;
        byte[] body = message.getBody().readNBytes(most + 1);
        if (body.length > most) {
            throw Problem.tooLarge("Expected at most " + most + " bytes of JSON, but got more.");
        }
        check(body);
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return new ByteArrayInputStream(body);
            }

            @Override
            public HttpHeaders getHeaders() {
                return message.getHeaders();
            }
        };
    }

    private void check(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME;
                if (text && !Storable.is(parser.getString())) {
                    throw Storable.refusal(path(parser));
                }
            }
        } catch (JacksonException e) {
            // No JSON: whoever reads it for the endpoint says what is wrong.
        }
    }

    private static String path(JsonParser parser) {
        String path = parser.streamReadContext()
                .pathAsPointer()
                .toString()
                .replaceAll("/(\\d+)(?=/|$)", "[$1]")
                .replace('/', '.');
        return Storable.is(path) ? path.replaceFirst("^\\.", "") : "";
    }
}
