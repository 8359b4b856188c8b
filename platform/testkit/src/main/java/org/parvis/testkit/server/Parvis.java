package org.parvis.testkit.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class against the packed distribution.
 *
 * <p>Test classes with the same settings share one server for the whole run. A parameter of type {@link Server} receives it.
 */
@ExtendWith(ServerExtension.class)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Parvis {

    /** CSV file imported at the first start, relative to the distribution; none when empty. */
    String tenants() default "demo/communes-aveyron.csv";

    /** A server of this name is shared by the classes that ask for it; another name, another server and data directory. */
    String name() default "shared";

    /** Fails the run when the log holds an error once the server has stopped. */
    boolean cleanLog() default true;

    /** Further JVM options, separated by blanks. */
    String options() default "";
}
