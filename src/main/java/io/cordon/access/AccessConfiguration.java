package io.cordon.access;

import io.cordon.pages.OpenedByBrowser;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who gets to which door; which door opens to which role is said on each endpoint. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration implements WebMvcConfigurer {

    private static final String[] OPEN = {
        "/actuator/health",
        "/actuator/health/*",
        "/actuator/prometheus",
        "/v3/api-docs",
        "/v3/api-docs/*",
        "/v3/api-docs.yaml"
    };

    private static final String[] SIGNING_IN = {
        "/api/v1/session", "/api/v1/session/passkey", "/api/v1/session/passkey/options", "/api/v1/setup"
    };

    private final EnforcingAccess enforcing;
    private final CallerArgument callerArgument;

    AccessConfiguration(EnforcingAccess enforcing, CallerArgument callerArgument) {
        this.enforcing = enforcing;
        this.callerArgument = callerArgument;
    }

    @Bean
    SecurityFilterChain doors(HttpSecurity http, Callers callers, Sessions sessions, Refusals refusals) {
        // Spring's own defence against forgery knows nothing of our sessions: see SessionCookie.
        return http.csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(Pages::protect)
                .addFilterBefore(new TokenFilter(callers, refusals), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new SessionFilter(sessions, callers, refusals), AnonymousAuthenticationFilter.class)
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, SIGNING_IN)
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.GET, "/api/v1/setup", "/api/v1/sign-in-options", "/api/v1/sign-in/oidc/**")
                        .permitAll()
                        .requestMatchers("/api/**", "/edl/**", "/engine-rest/**")
                        .authenticated()
                        .requestMatchers(HttpMethod.GET, OPEN)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, Pages.ADDRESSES)
                        .permitAll()
                        .requestMatchers(OpenedByBrowser::matches)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** A request is observed as a whole; an observation for each of a dozen filters would cost as much as the rest. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(enforcing);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(callerArgument);
    }
}
