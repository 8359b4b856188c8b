package org.parvis.themes.render;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What templates may read of one record class; kept with the class itself, so that it goes when a plugin's version goes. */
final class RecordShape {
    private static final MethodType GENERIC = MethodType.methodType(Object.class, Object.class);
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

    /** A method without parameters, made callable at its first use. */
    static final class Member {
        private final Method method;
        private volatile @Nullable MethodHandle reading;

        private Member(Method method) {
            this.method = method;
        }

        @Nullable Object of(Record data) {
            MethodHandle known = reading;
            if (known == null) {
                known = reading(method);
                reading = known;
            }
            try {
                return (Object) known.invokeExact((Object) data);
            } catch (RuntimeException | Error fault) {
                throw fault;
            } catch (Throwable fault) {
                throw new IllegalStateException("cannot read " + method, fault);
            }
        }

        /** A handle and no lambda: a record of another bundle is in another module, of which no class can be made from here. */
        private static MethodHandle reading(Method method) {
            try {
                // Records of plugins are often private to their package.
                method.setAccessible(true);
                return MethodHandles.lookup().unreflect(method).asType(GENERIC);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException("cannot read " + method, impossible);
            }
        }
    }
}
