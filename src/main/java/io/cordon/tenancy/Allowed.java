package io.cordon.tenancy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The roles that may call an endpoint. An endpoint without it is refused to everybody. A path variable
 * {@code org} outside the caller's reach is answered with 404 before the endpoint runs.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allowed {
    Role[] value();

    /** Whether only the provider's people may call it: what is about the server itself, and not about a client. */
    boolean providerOnly() default false;
}
