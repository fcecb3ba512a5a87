package io.cordon.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses a query parameter that an endpoint does not have: ignored, a misspelt filter would look like an answer. */
@Component
class RefusingUnknownParameters implements HandlerInterceptor, WebMvcConfigurer {

    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    /** Last, so that who may not call an endpoint does not learn what it takes. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.LOWEST_PRECEDENCE);
    }

    /** NB: looks at the query itself. Asked for parameters, the request would read a body that is not ours to read. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query == null
                || !(handler instanceof HandlerMethod endpoint)
                || !endpoint.getBeanType().getName().startsWith("io.cordon.")
                || endpoint.hasMethodAnnotation(AnyQuery.class)) {
            return true;
        }
        Set<String> there = known.computeIfAbsent(endpoint, RefusingUnknownParameters::parameters);
        for (String parameter : query.split("&", -1)) {
            String name = name(parameter);
            if (name != null && !name.isEmpty() && !there.contains(name)) {
                throw Problem.unreadable("Expected "
                        + (there.isEmpty() ? "no parameters" : "only the parameters " + String.join(", ", there))
                        + " here, but got '" + shown(name)
                        + "'. Leave it out, or spell it like one of those there are.");
            }
        }
        return true;
    }

    private static Set<String> parameters(HandlerMethod endpoint) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : endpoint.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestParam.class)) {
                names.add(name(parameter));
            } else if (parameter.hasParameterAnnotation(ParameterObject.class)) {
                Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static String name(MethodParameter parameter) {
        RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
        if (declared != null && !declared.name().isEmpty()) {
            return declared.name();
        }
        parameter.initParameterNameDiscovery(NAMES);
        String name = parameter.getParameterName();
        if (name == null) {
            throw new IllegalStateException(
                    "Expected classes compiled with -parameters, but " + parameter + " has no name.");
        }
        return name;
    }

    /** Null where it cannot be decoded: what reads the parameters says so. */
    private static @Nullable String name(String parameter) {
        int equals = parameter.indexOf('=');
        try {
            return URLDecoder.decode(equals < 0 ? parameter : parameter.substring(0, equals), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "\uFFFD");
        return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
    }
}
