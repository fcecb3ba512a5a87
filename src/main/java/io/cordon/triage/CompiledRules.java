package io.cordon.triage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.drools.model.Model;

/**
 * Rules as class files, ready to be loaded or kept.
 *
 * @param classes by binary name
 * @param models the names of the classes that are rule models
 */
record CompiledRules(Map<String, byte[]> classes, List<String> models) {

    private static final String MODELS = "models";

    /** Makes the models, each call in a class loader of its own, so that an older set can go. */
    List<Model> load() {
        ClassLoader loader = new Loader(classes);
        return models.stream().map(name -> instantiate(loader, name)).toList();
    }

    private static Model instantiate(ClassLoader loader, String name) {
        try {
            return (Model) loader.loadClass(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Expected the compiled rules to hold the model " + name, e);
        }
    }

    void writeTo(Path file) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), "rules", ".new");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(fresh))) {
            zip.putNextEntry(new ZipEntry(MODELS));
            zip.write(String.join("\n", models).getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static CompiledRules readFrom(Path file) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                classes.put(entry.getName(), zip.readAllBytes());
            }
        }
        byte[] models = classes.remove(MODELS);
        if (models == null) {
            throw new IOException("Expected " + file + " to name its models, but it does not");
        }
        return new CompiledRules(
                classes, new String(models, StandardCharsets.UTF_8).lines().toList());
    }

    private static final class Loader extends ClassLoader {

        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super("rules", CompiledRules.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
