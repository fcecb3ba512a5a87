package io.cordon.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Speaks OpenID Connect: the authorisation code flow with PKCE. */
@Component
class OidcClient {

    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();
    private final OidcAuthorizationCodeAuthenticationProvider exchanging;

    OidcClient() {
        exchanging = new OidcAuthorizationCodeAuthenticationProvider(tokens(), users());
        exchanging.setJwtDecoderFactory(registration ->
                decoders.computeIfAbsent(registration.getRegistrationId(), id -> decoder(registration)));
    }

    /** @param afresh whether the identity server shall look at the person anew, whatever it remembers */
    OAuth2AuthorizationRequest request(ClientRegistration registration, HttpServletRequest request, boolean afresh) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(id -> registration);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce()
                .andThen(builder -> builder.additionalParameters(parameters -> {
                    // Asked so, it tells when it last looked at the person (OpenID Connect Core, section 3.1.2.1).
                    parameters.put("max_age", Sessions.LONGEST.toSeconds());
                    if (afresh) {
                        parameters.put("prompt", "login");
                    }
                })));
        return Objects.requireNonNull(resolver.resolve(request, registration.getRegistrationId()));
    }

    /**
     * Who came back with this code.
     *
     * @throws org.springframework.security.core.AuthenticationException where the identity server does not stand by it
     */
    OidcUser exchange(ClientRegistration registration, OidcExchange.Begun begun, String code) {
        var request = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(begun.back())
                .scopes(registration.getScopes())
                .state(begun.state())
                .attributes(Map.of(
                        OidcParameterNames.NONCE, begun.nonce(), PkceParameterNames.CODE_VERIFIER, begun.verifier()))
                .build();
        var response = OAuth2AuthorizationResponse.success(code)
                .redirectUri(begun.back())
                .state(begun.state())
                .build();
        var token = (OAuth2LoginAuthenticationToken) Objects.requireNonNull(exchanging.authenticate(
                new OAuth2LoginAuthenticationToken(registration, new OAuth2AuthorizationExchange(request, response))));
        return (OidcUser) Objects.requireNonNull(token.getPrincipal());
    }

    private static RestClientAuthorizationCodeTokenResponseClient tokens() {
        var tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(IdentityServers.patiently())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return tokens;
    }

    private static OidcUserService users() {
        var rest = new RestTemplate(IdentityServers.patiently());
        rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        var plain = new DefaultOAuth2UserService();
        plain.setRestOperations(rest);
        var users = new OidcUserService();
        users.setOauth2UserService(plain);
        return users;
    }

    /** As Spring's own, but with an end to its calls, and with every signature that only the server itself can make. */
    private static JwtDecoder decoder(ClientRegistration registration) {
        String keys = Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri());
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .restOperations(new RestTemplate(IdentityServers.patiently()))
                .jwsAlgorithms(algorithms -> algorithms.addAll(Set.of(SignatureAlgorithm.values())))
                .build();
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                List.of(new JwtTimestampValidator(), new OidcIdTokenValidator(registration))));
        return decoder;
    }
}
