package io.prepstation.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What keeps the rules of weighing exact and repeatable.
final class PurityRules {

    /// Exceptions that a library declares, and streams in memory.
    private static final Set<String> HARMLESS =
            Set.of(
                    "java.io.IOException",
                    "java.io.UncheckedIOException",
                    "java.io.ByteArrayInputStream",
                    "java.io.ByteArrayOutputStream",
                    "java.io.StringReader",
                    "java.net.URI");

    @ArchTest
    static final ArchRule model_without_io =
            noClasses()
                    .that(Code.MODEL)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "java.io..",
                                            "java.nio.file..",
                                            "java.nio.channels..",
                                            "java.net..",
                                            "java.sql..",
                                            "javax.sql..")
                                    .and(
                                            describe(
                                                    "not in memory",
                                                    type -> !HARMLESS.contains(type.getName()))))
                    .allowEmptyShould(true)
                    .because("kiosk, hub and simulation run the same model, each with its own I/O");

    @ArchTest
    static final ArchRule model_without_threads =
            noClasses()
                    .that(Code.MODEL)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("java.util.concurrent..")
                                    .or(
                                            describe(
                                                    "Thread",
                                                    type -> type.isAssignableTo(Thread.class))))
                    .allowEmptyShould(true)
                    .because("a model of values needs no thread");

    @ArchTest
    static final ArchRule no_clock =
            noClasses()
                    .that(Code.PROGRAM)
                    .should(Calls.to(Calls.ASKS_A_CLOCK))
                    .allowEmptyShould(true)
                    .because("time comes in as an InstantSource, so that it can be simulated");

    @ArchTest
    static final ArchRule no_stopwatch_in_the_model =
            noClasses()
                    .that(Code.MODEL)
                    .should(Calls.to(Calls.COUNTS_NANOSECONDS))
                    .allowEmptyShould(true)
                    .because("time comes in with the event");

    @ArchTest
    static final ArchRule no_dice =
            noClasses()
                    .that(Code.PROGRAM)
                    .should(Calls.to(Calls.ROLLS_DICE))
                    .allowEmptyShould(true)
                    .because(
                            "randomness and ids come in, so that a run can be repeated by its seed");

    @ArchTest
    static final ArchRule exact_masses =
            noClasses()
                    .that(Code.WEIGHING)
                    .should(new UseFloatingPoint())
                    .allowEmptyShould(true)
                    .because("0.1 g has no floating point value; masses are BigDecimal");

    private PurityRules() {}

    /// By field, by signature, or by calling what takes or gives one.
    private static final class UseFloatingPoint extends ArchCondition<JavaClass> {

        private UseFloatingPoint() {
            super("use double or float");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            Stream.of(fields(type), signatures(type), calls(type))
                    .flatMap(found -> found)
                    .map(found -> SimpleConditionEvent.satisfied(type, found))
                    .forEach(events::add);
        }

        private static Stream<String> fields(JavaClass type) {
            return type.getFields().stream()
                    .filter(field -> Code.isFloatingPoint(field.getRawType()))
                    .map(field -> field.getDescription());
        }

        private static Stream<String> signatures(JavaClass type) {
            return type.getCodeUnits().stream()
                    .filter(unit -> speaksOfFloatingPoint(unit))
                    .map(JavaCodeUnit::getDescription);
        }

        private static Stream<String> calls(JavaClass type) {
            return type.getAccessesFromSelf().stream()
                    .filter(access ->
                            access.getTarget() instanceof CodeUnitAccessTarget target
                                    && speaksOfFloatingPoint(target))
                    .map(JavaAccess::getDescription);
        }

        private static boolean speaksOfFloatingPoint(JavaCodeUnit unit) {
            return any(unit.getRawParameterTypes(), unit.getRawReturnType());
        }

        private static boolean speaksOfFloatingPoint(CodeUnitAccessTarget target) {
            return any(target.getRawParameterTypes(), target.getRawReturnType());
        }

        private static boolean any(List<JavaClass> parameters, JavaClass result) {
            return Code.isFloatingPoint(result)
                    || parameters.stream().anyMatch(Code::isFloatingPoint);
        }
    }
}
