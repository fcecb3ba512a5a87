package io.cordon;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Refuses a port that can be none before the database is started; the web server would only do so at the very end. */
class CheckingPort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int HIGHEST = 65_535;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String port = context.getEnvironment().getProperty("server.port", "").strip();
        // An empty one counts as not set.
        if (!port.isEmpty() && !isPort(port)) {
            throw new PortUnusable(port);
        }
    }

    private static boolean isPort(String text) {
        try {
            int port = Integer.parseInt(text);
            return port >= 0 && port <= HIGHEST;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
