package io.prepstation.model.record;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds what came over the wire to what the types promise: a component that is not `@Nullable` has a value.
final class WholeRecord {

    private WholeRecord() {}

    /// Looks into records and lists at any depth.
    ///
    /// @param path where the value stands, for the message; empty at the top
    static void require(@Nullable Object value, String path) throws MalformedJson {
        if (value == null) {
            throw new MalformedJson("member \"" + path + "\" is missing");
        }
        if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                requireComponent(value, component, path);
            }
        }
        if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                require(list.get(index), path + "[" + index + "]");
            }
        }
    }

    private static void requireComponent(Object owner, RecordComponent component, String path)
            throws MalformedJson {
        Object value = valueOf(owner, component);
        if (value != null || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            String name = component.getName();
            require(value, path.isEmpty() ? name : path + "." + name);
        }
    }

    private static @Nullable Object valueOf(Object owner, RecordComponent component) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("wire records are public: " + owner.getClass(), e);
        }
    }
}
