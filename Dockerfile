# syntax=docker/dockerfile:1
# Builds Cordon with its web pages, and runs it on a JRE as a user of its own.

FROM node:22-bookworm-slim AS node

FROM maven:3.9-eclipse-temurin-25 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /cordon
COPY pom.xml ./
COPY .mvn .mvn
COPY src src
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm mvn -B -ntp package -DskipTests \
    && java -Djarmode=tools -jar target/cordon.jar extract --destination target/cordon

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /cordon cordon \
    && mkdir -p /cordon/data && chown -R cordon: /cordon
WORKDIR /cordon
COPY src/main/docker /usr/local/bin/
COPY --from=build /cordon/target/cordon ./
COPY playbooks playbooks
COPY rules rules
USER cordon
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60"
RUN train
VOLUME /cordon/data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 CMD ["ready"]
ENTRYPOINT ["java", "-XX:AOTCache=cordon.aot", "-jar", "cordon.jar"]
