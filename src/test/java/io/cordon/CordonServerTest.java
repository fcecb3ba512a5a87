package io.cordon;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole server, over HTTP and a real PostgreSQL. All such tests share one server and one
 * database: make an organisation of your own with {@link Fixture} and look at nothing else. They run
 * one after another, for some look at the server itself, beside the tests that need no server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(classes = CordonApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServerForTests.class)
@Execution(ExecutionMode.SAME_THREAD)
@Import({Api.class, Fixture.class})
public @interface CordonServerTest {}
