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

    private final Map<String, MethodHandle> components = new HashMap<>();
    private final Map<String, MethodHandle> methods = new HashMap<>();

    private RecordShape(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(component.getName(), handle(component.getAccessor()));
        }
        for (Method method : type.getDeclaredMethods()) {
            if (callable(method) && !components.containsKey(method.getName())) {
                methods.put(method.getName(), handle(method));
            }
        }
    }

    static RecordShape of(Class<? extends Record> type) {
        return SHAPES.get(type);
    }

    @Nullable MethodHandle component(String name) {
        return components.get(name);
    }

    @Nullable MethodHandle method(String name) {
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

    private static MethodHandle handle(Method method) {
        try {
            // Records of plugins are often private to their package.
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method).asType(GENERIC);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("cannot read " + method, impossible);
        }
    }
}
