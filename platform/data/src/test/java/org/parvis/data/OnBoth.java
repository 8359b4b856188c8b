package org.parvis.data;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Runs a test, which takes a {@link Fixture} with empty tables, on each database. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}", autoCloseArguments = false)
@ArgumentsSource(OnBoth.Fixtures.class)
@interface OnBoth {

    /** One database of each kind for all tests. */
    final class Fixtures implements ArgumentsProvider {
        private static final Map<Kind, Fixture> OPEN = new EnumMap<>(Kind.class);

        @Override
        public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Stream.of(Kind.values()).map(Fixtures::emptied).map(Arguments::of);
        }

        private static synchronized Fixture emptied(Kind kind) {
            Fixture fixture = OPEN.computeIfAbsent(kind, Fixture::new);
            fixture.empty();
            return fixture;
        }
    }
}
