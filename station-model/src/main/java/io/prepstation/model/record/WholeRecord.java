package io.prepstation.model.record;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds what came over the wire to what the types promise: a component that is not `@Nullable` has a value.
final class WholeRecord {

    /// Read once: asking a class for its annotations takes longer than reading a whole request.
    private static final ClassValue<List<Component>> COMPONENTS =
            new ClassValue<>() {
                @Override
                protected List<Component> computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents())
                            .filter(component -> !component.getType().isPrimitive())
                            .map(Component::of)
                            .filter(Component::canBeWrong)
                            .toList();
                }
            };

    private WholeRecord() {}

    private record Component(String name, boolean optional, Method accessor) {

        private static final Set<Class<?>> PLAIN =
                Set.of(String.class, Boolean.class, Integer.class, Long.class);

        /// Neither its absence nor anything in it is a fault: most components of an answer.
        boolean canBeWrong() {
            return !optional || !PLAIN.contains(accessor.getReturnType());
        }

        static Component of(RecordComponent component) {
            return new Component(
                    component.getName(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                    component.getAccessor());
        }

        @Nullable Object of(Object owner) {
            try {
                return accessor.invoke(owner);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("wire records are public: " + owner.getClass(), e);
            }
        }
    }

    /// Looks into records and lists at any depth.
    ///
    /// @param path where the value stands, for the message; empty at the top
    static void require(@Nullable Object value, String path) throws MalformedJson {
        if (value == null) {
            throw new MalformedJson("member \"" + path + "\" is missing");
        }
        if (value instanceof Record) {
            for (Component component : COMPONENTS.get(value.getClass())) {
                requireComponent(value, component, path);
            }
        }
        if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                require(list.get(index), path + "[" + index + "]");
            }
        }
    }

    private static void requireComponent(Object owner, Component component, String path)
            throws MalformedJson {
        Object value = component.of(owner);
        if (isWhole(value) || (value == null && component.optional())) {
            return;
        }
        String name = component.name();
        require(value, path.isEmpty() ? name : path + "." + name);
    }

    /// Whether there is a value with nothing to look into.
    private static boolean isWhole(@Nullable Object value) {
        return value != null && !(value instanceof Record) && !(value instanceof List<?>);
    }
}
