package io.cordon.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An endpoint that anybody may call, signed in or not. It acts for no organisation and so sees no row of any. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Anonymous {}
