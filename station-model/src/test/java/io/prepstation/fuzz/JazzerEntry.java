package io.prepstation.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where Jazzer comes in: it looks for these two methods by name, calls the first once and the second for each execution.
public final class JazzerEntry {

    private static @Nullable FuzzTarget target;

    private JazzerEntry() {}

    /// @param arguments the class that lists the target, and the target's name
    public static void fuzzerInitialize(String[] arguments) throws ReflectiveOperationException {
        FuzzedParsers parsers = FuzzedParsers.named(arguments[0]);
        target =
                parsers.targets().stream()
                        .filter(one -> one.name().equals(arguments[1]))
                        .findFirst()
                        .orElseThrow();
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Objects.requireNonNull(target).execute(bytes);
    }
}
