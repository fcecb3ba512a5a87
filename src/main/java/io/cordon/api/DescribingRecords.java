package io.cordon.api;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Describes a record as it is written: always with every component, and null only where the component may be null. */
// NB: first in order is innermost, in place of the default; further out, it would keep the other converters from
// working.
@Order(Ordered.HIGHEST_PRECEDENCE)
@Component
@ConditionalOnProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
class DescribingRecords extends ModelResolver {

    private static final TypeNameResolver NAMES = new NamingByPlace();

    private final Map<String, Class<?>> described = new ConcurrentHashMap<>();

    DescribingRecords(ObjectMapperProvider mappers) {
        super(mappers.jsonMapper(), NAMES);
        openapi31(true);
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        Schema<?> resolved = super.resolve(type, context, next);
        JavaType java = _mapper.constructType(type.getType());
        Schema<?> defined = java.isRecordType() ? context.getDefinedModels().get(NAMES.nameForType(java)) : null;
        if (defined != null && defined.getProperties() != null) {
            Class<?> other = described.putIfAbsent(NAMES.nameForType(java), java.getRawClass());
            if (other != null && other != java.getRawClass()) {
                throw new IllegalStateException("Expected one type for each name of the interface document, but "
                        + other + " and " + java.getRawClass() + " would both be " + NAMES.nameForType(java)
                        + ". Rename one, or name it with @Schema.");
            }
            for (RecordComponent component : java.getRawClass().getRecordComponents()) {
                describe(component, defined);
            }
        }
        return resolved;
    }

    private static void describe(RecordComponent component, Schema<?> record) {
        Schema<?> property = record.getProperties().get(component.getName());
        if (property == null) {
            return;
        }
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            if (record.getRequired() == null || !record.getRequired().contains(component.getName())) {
                record.addRequiredItem(component.getName());
            }
        } else if (property.get$ref() != null) {
            Schema<?> orNull = new Schema<>();
            orNull.addAnyOfItem(property);
            orNull.addAnyOfItem(new Schema<>().types(Set.of("null")));
            record.getProperties().put(component.getName(), orNull);
        } else if (property.getTypes() != null) {
            property.addType("null");
        }
    }

    /** A record inside another type is named with that type: there are several entries and comments. */
    private static final class NamingByPlace extends TypeNameResolver {

        @Override
        protected String getNameOfClass(Class<?> type) {
            String name = type.getSimpleName();
            if (type.getDeclaringClass() == null) {
                return name;
            }
            String place = getNameOfClass(type.getDeclaringClass()).replaceFirst("Controller$", "");
            return name.startsWith(place) || place.startsWith(name) ? name : place + name;
        }
    }
}
