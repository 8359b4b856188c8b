package org.parvis.themes.render;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What templates may read of one record class; kept with the class itself, so that it goes when a plugin's version goes. */
final class RecordShape {
    private static final MethodType GENERIC = MethodType.methodType(Object.class, Object.class);
    private static final MethodType FACTORY = MethodType.methodType(Function.class);
    private static final Set<String> NEVER = Set.of("toString", "hashCode", "equals", "getClass", "clone", "notify", "notifyAll", "wait", "finalize");
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final Map<String, Member> components = new HashMap<>();
    private final Map<String, Member> methods = new HashMap<>();

    private RecordShape(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(component.getName(), new Member(component.getAccessor()));
        }
        for (Method method : type.getDeclaredMethods()) {
            if (callable(method) && !components.containsKey(method.getName())) {
                methods.put(method.getName(), new Member(method));
            }
        }
    }

    static RecordShape of(Class<? extends Record> type) {
        return SHAPES.get(type);
    }

    @Nullable Member component(String name) {
        return components.get(name);
    }

    @Nullable Member method(String name) {
        return methods.get(name);
    }

    private static boolean callable(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic()
                && method.getParameterCount() == 0
                && method.getReturnType() != void.class
                && !NEVER.contains(method.getName());
    }

    /** A method without parameters, called through a class made for it at its first use: what the compiler can see through. */
    static final class Member {
        private final Method method;
        private volatile @Nullable Function<Object, @Nullable Object> reading;

        private Member(Method method) {
            this.method = method;
        }

        @Nullable Object of(Record data) {
            Function<Object, @Nullable Object> known = reading;
            if (known == null) {
                known = reading(method);
                reading = known;
            }
            return known.apply(data);
        }

        @SuppressWarnings("unchecked")
        private static Function<Object, @Nullable Object> reading(Method method) {
            Class<?> type = method.getDeclaringClass();
            try {
                // Records of plugins are often private to their package.
                MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
                MethodType called = MethodType.methodType(method.getReturnType(), type).wrap();
                return (Function<Object, @Nullable Object>) LambdaMetafactory.metafactory(lookup, "apply", FACTORY, GENERIC, lookup.unreflect(method), called)
                        .getTarget()
                        .invoke();
            } catch (RuntimeException | Error fault) {
                throw fault;
            } catch (Throwable impossible) {
                throw new IllegalStateException("cannot read " + method, impossible);
            }
        }
    }
}
