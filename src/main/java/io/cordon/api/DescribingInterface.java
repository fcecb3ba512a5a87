package io.cordon.api;

import io.cordon.tenancy.Caller;
import io.cordon.tenancy.OrganisationId;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the interface document says beside the endpoints themselves. */
@Configuration(proxyBeanMethods = false)
class DescribingInterface {

    private static final String PROBLEM = "Problem";
    private static final String TOKEN = "token";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class)
                .replaceWithClass(OrganisationId.class, String.class);
    }

    /**
     * How every refusal looks (RFC 9457).
     *
     * @param version the current one, where somebody else has made it since the caller read
     */
    @io.swagger.v3.oas.annotations.media.Schema(name = PROBLEM)
    record ProblemBody(
            URI type,
            String title,
            int status,
            String detail,
            @Nullable List<Finding> findings,
            @Nullable Integer version,
            @Nullable String changedBy,
            @Nullable Instant changedAt) {}

    @Bean
    OpenAPI cordonInterface() {
        return new OpenAPI()
                .info(new Info()
                        .title("Cordon")
                        .version("v1")
                        .description("Incident response for co-managed security. Every call brings a token"
                                + " (`Authorization: Bearer …`); refusals are problem details that say what to change;"
                                + " lists take `limit` and `cursor` and give `items` and `next`; times are ISO 8601 in"
                                + " UTC. What belongs to another organisation is answered with 404.")
                        .license(new License()
                                .name("Apache-2.0")
                                .url("https://www.apache.org/licenses/LICENSE-2.0.txt")))
                // Where the document was read from: no host in it, which a proxy in front would not be.
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A token of an organisation, made below"
                                                + " /api/v1/organisations/{org}/tokens")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    @Bean
    OpenApiCustomizer problemsEverywhere() {
        return document -> {
            ModelConverters.getInstance(true).readAll(ProblemBody.class).forEach(document.getComponents()::addSchemas);
            Content problem = new Content()
                    .addMediaType(
                            "application/problem+json",
                            new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
            document.getPaths()
                    .values()
                    .forEach(path -> path.readOperations()
                            .forEach(operation -> operation
                                    .getResponses()
                                    .addApiResponse(
                                            "default",
                                            new ApiResponse()
                                                    .description("Refused; the detail says what to change")
                                                    .content(problem))));
        };
    }
}
