package io.cordon.response.connector;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a component of a connector's settings record, from which forms, checks and the interface's description are
 * made. Types: String, Secret, URI, int, boolean, an enum, List of String. A component that is {@code @Nullable} or
 * has {@link #otherwise} may be left out.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {

    /** What a form calls it. */
    String label();

    /** What to enter and where to find it. */
    String help() default "";

    /** The value where none is given; empty for none. */
    String otherwise() default "";

    /**
     * Whether it says where secrets are sent, such as a host: where it changes, kept secrets are dropped and must be
     * given again. Always so for a URI.
     */
    boolean destination() default false;

    /** Whether it has several lines, such as a key or a certificate. */
    boolean lines() default false;
}
