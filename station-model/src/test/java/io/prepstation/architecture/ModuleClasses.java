package io.prepstation.architecture;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The compiled program and tests of the module that a test class belongs to, and nothing of its
/// neighbours, which have their own run.
public final class ModuleClasses implements LocationProvider {

    @Override
    public Set<Location> get(Class<?> testClass) {
        Path tests = Path.of(origin(testClass));
        return Stream.of(tests.resolveSibling("classes"), tests)
                .filter(Files::isDirectory)
                .map(Location::of)
                .collect(Collectors.toSet());
    }

    private static URI origin(Class<?> testClass) {
        try {
            return testClass.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no place on disk: " + testClass, e);
        }
    }
}
