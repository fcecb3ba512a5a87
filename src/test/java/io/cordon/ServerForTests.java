package io.cordon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives the server under test its database, its folder, and an administrator who has a token. */
class ServerForTests implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String ADMINISTRATOR = "the-administrators-token-of-the-tests";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase database = TestDatabase.fresh();
        context.getBeanFactory().registerSingleton("testDatabase", database);
        TestPropertyValues.of(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.username(),
                        "spring.datasource.password=" + database.password(),
                        "cordon.storage.roles=" + database.roles(),
                        "cordon.data-dir=" + dataFolder(),
                        "cordon.admin-token=" + ADMINISTRATOR,
                        "cordon.example.between=PT0.02S")
                .applyTo(context);
    }

    private static Path dataFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "test-data")), "server");
        } catch (IOException e) {
            throw new IllegalStateException("Expected to make a folder under target", e);
        }
    }
}
