package io.cordon;

/** The first class of the program, compiled for Java 17 so that an older Java can still say what is missing. */
public final class Start {

    private static final int NEEDED = 21;

    private Start() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        int found = Runtime.version().feature();
        if (found < NEEDED) {
            System.err.println("Cordon needs Java " + NEEDED + " or newer, but this is Java " + found + " ("
                    + System.getProperty("java.home") + "). Install one and run it with that one's bin/java.");
            System.exit(1);
        }
        Class.forName("io.cordon.CordonApplication")
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }
}
