package io.prepstation.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/// The words that the rules are said in.
final class Code {

    /// What ships. Benchmarks do not, and measure what they like.
    static final DescribedPredicate<JavaClass> PROGRAM =
            describe("of the program", type -> isOurs(type) && !isTest(type) && !isBenchmark(type));

    static final DescribedPredicate<JavaClass> TEST = describe("of the tests", Code::isTest);

    static final DescribedPredicate<JavaClass> MODEL =
            PROGRAM.and(resideInAnyPackage("io.prepstation.model.."));

    /// Packages that reckon with masses: what is shown there must be exact.
    static final DescribedPredicate<JavaClass> WEIGHING =
            PROGRAM.and(
                    resideInAnyPackage(
                            "io.prepstation.model.mass..",
                            "io.prepstation.model.balance..",
                            "io.prepstation.model.session..",
                            "io.prepstation.model.formula..",
                            "io.prepstation.device.balance..",
                            "io.prepstation.kiosk.preparation.."));

    private static final Set<String> FLOATING_POINT =
            Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    private Code() {}

    static boolean isFloatingPoint(JavaClass type) {
        return FLOATING_POINT.contains(type.getBaseComponentType().getName());
    }

    /// Violations lie among the tests, but stand for the program.
    private static boolean isTest(JavaClass type) {
        return !type.getPackageName().endsWith(".violation")
                && type.getSource()
                        .map(source -> source.getUri().toString().contains("/test-classes/"))
                        .orElse(false);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("io.prepstation");
    }

    private static boolean isBenchmark(JavaClass type) {
        return type.getPackageName().startsWith("io.prepstation.benchmark");
    }
}
