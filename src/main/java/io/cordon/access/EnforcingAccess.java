package io.cordon.access;

import io.cordon.api.Problem;
import io.cordon.tenancy.ActingFor;
import io.cordon.tenancy.Allowed;
import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.cordon.tenancy.Party;
import io.cordon.tenancy.Role;
import io.cordon.tenancy.StepUp;
import io.cordon.tenancy.SteppedUp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Before an endpoint of ours runs: may this caller call it, and for which organisations does it act then? */
@Component
class EnforcingAccess implements AsyncHandlerInterceptor {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final ActingFor actingFor;
    private final StillLetIn stillLetIn;
    private final StepUp stepUp;

    EnforcingAccess(ActingFor actingFor, StillLetIn stillLetIn, StepUp stepUp) {
        this.actingFor = actingFor;
        this.stillLetIn = stillLetIn;
        this.stepUp = stepUp;
    }

    static @Nullable Caller caller() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                ? known.getPrincipal()
                : null;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod endpoint) || !isOurs(endpoint)) {
            return true;
        }
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            // The end of what this caller was let in to; nobody outside can ask for it.
            return true;
        }
        if (endpoint.hasMethodAnnotation(Anonymous.class)) {
            return true;
        }
        Caller caller = caller();
        Allowed allowed = endpoint.getMethodAnnotation(Allowed.class);
        if (caller == null || allowed == null) {
            throw Problem.forbidden("Nobody may call this.");
        }
        // NB: reach before role. Told "403" about another client's thing, a caller would learn that it exists.
        Collection<OrganisationId> organisations = organisations(request, caller);
        if (Arrays.stream(allowed.value()).noneMatch(caller::has)) {
            throw Problem.forbidden("Expected one of the roles "
                    + Arrays.stream(allowed.value()).map(Role::id).collect(Collectors.joining(", "))
                    + ", but the caller has "
                    + (caller.roles().isEmpty()
                            ? "none"
                            : caller.roles().stream().sorted().map(Role::id).collect(Collectors.joining(", ")))
                    + ".");
        }
        if (allowed.providerOnly() && caller.party() != Party.PROVIDER) {
            throw Problem.forbidden("Expected somebody of the provider, who runs the server, but " + caller.name()
                    + " is of " + caller.home() + ".");
        }
        if (endpoint.hasMethodAnnotation(SteppedUp.class)) {
            stepUp.require();
        }
        if (READING.contains(request.getMethod())) {
            refuseUnreachedFilter(request, caller);
            actingFor.begin(organisations);
        } else {
            actingFor.begin(organisations, asked -> stillLetIn.of(caller, asked));
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        actingFor.end();
    }

    @Override
    public void afterConcurrentHandlingStarted(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        actingFor.end();
    }

    private static boolean isOurs(HandlerMethod endpoint) {
        return endpoint.getBeanType().getName().startsWith("io.cordon.");
    }

    /** A list of an organisation that is misspelt, or not in reach, would look as if nothing was there. */
    private static void refuseUnreachedFilter(HttpServletRequest request, Caller caller) {
        String[] given = request.getParameterValues("organisation");
        if (given != null) {
            Arrays.stream(given)
                    .flatMap(named -> Arrays.stream(named.split(",", -1)))
                    .map(String::strip)
                    .filter(named -> reached(caller, named).isEmpty())
                    .findFirst()
                    .ifPresent(named -> {
                        throw Problem.notFound("organisation", named);
                    });
        }
    }

    private static Optional<OrganisationId> reached(Caller caller, String named) {
        return caller.reach().stream()
                .filter(organisation -> organisation.value().equals(named))
                .findFirst();
    }

    private static Collection<OrganisationId> organisations(HttpServletRequest request, Caller caller) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get("org") instanceof String named) {
            return reached(caller, named).map(Set::of).orElseThrow(() -> Problem.notFound("organisation", named));
        }
        return caller.reach();
    }
}
