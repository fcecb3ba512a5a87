package io.cordon.notification;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Our own templates under one folder of the class path, filled with values that are data and never evaluated. What
 * ends in {@code .html} escapes what it shows; {@code .txt} and {@code .md} do not.
 */
public final class Templates {

    private final TemplateEngine engine;

    /** The templates of a folder of the class path, such as {@code mail/}. */
    public Templates(String folder) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix(folder);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setTextTemplateModePatterns(Set.of("*.txt", "*.md"));
        SpringTemplateEngine filling = new SpringTemplateEngine();
        filling.setTemplateResolver(resolver);
        this.engine = filling;
    }

    /** Fills one template, named with its ending. */
    public String fill(String file, Map<String, ?> values) {
        Context context = new Context(Locale.ENGLISH);
        values.forEach(context::setVariable);
        return engine.process(file, context);
    }
}
