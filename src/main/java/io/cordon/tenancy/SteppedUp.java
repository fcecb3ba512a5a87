package io.cordon.tenancy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint that asks callers with a browser session to have proved lately that they are still the ones at the
 * keyboard. Where that depends on what is asked for, {@link StepUp#require()} says it in its place.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface SteppedUp {}
