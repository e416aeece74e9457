package io.prepstation.fuzz;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Constructor;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Extended by one test a package: its parsers neither break, nor hang, nor lie, whatever the bytes are.
///
/// The short form, in each build, executes every target on its seeds and on some thousand mutations of them. Jazzer's agent would
/// slow down every class of the program; the long form runs the same targets in programs of their own ([JazzerEntry]).
public abstract class FuzzedParsers {

    private static final long SEED = 20261121;

    /// Their names are unique in the whole project.
    public abstract List<FuzzTarget> targets();

    /// The list of this class, for programs without JUnit.
    static FuzzedParsers named(String className) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(className).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (FuzzedParsers) constructor.newInstance();
    }

    @TestFactory
    Stream<DynamicTest> no_bytes_break_or_mislead() {
        return targets().stream().map(target -> dynamicTest(target.name(), () -> attack(target)));
    }

    private static void attack(FuzzTarget target) {
        target.seeds().forEach(seed -> execute(target, seed));
        Mutations mutations = new Mutations(target.seeds(), SEED);
        for (int i = 0; i < target.mutations(); i++) {
            execute(target, mutations.next());
        }
    }

    private static void execute(FuzzTarget target, byte[] bytes) {
        try {
            target.execute(bytes);
        } catch (Throwable found) {
            throw new AssertionError(
                    target.name() + ", bytes " + HexFormat.of().formatHex(bytes), found);
        }
    }
}
