package io.cordon;

/** The setting of the port is none. */
final class PortUnusable extends CannotStart {

    PortUnusable(String port) {
        super(
                "Expected SERVER_PORT to be a number from 0 to 65535, but it is '" + port + "'.",
                "Set SERVER_PORT to a free port such as 8080; 0 takes any that is free.");
    }
}
