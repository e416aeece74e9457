package io.prepstation.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A rule that cannot fail proves nothing: each meets classes that break it.
class RulesCanFailTest {

    private static final JavaClasses VIOLATIONS =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                    .withImportOption(location -> location.contains("/violation/"))
                    .importPackages("io.prepstation");

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("no_package_cycles", StructureRules.no_package_cycles),
                Arguments.of("database", StructureRules.library("java.sql..").staysIn("nowhere..")),
                Arguments.of("connections", StructureRules.connections),
                Arguments.of("views", StructureRules.views),
                Arguments.of("null_marked", StructureRules.null_marked),
                Arguments.of("class_names", StructureRules.class_names),
                Arguments.of("model_without_io", PurityRules.model_without_io),
                Arguments.of("model_without_threads", PurityRules.model_without_threads),
                Arguments.of("no_clock", PurityRules.no_clock),
                Arguments.of("no_stopwatch_in_the_model", PurityRules.no_stopwatch_in_the_model),
                Arguments.of("no_dice", PurityRules.no_dice),
                Arguments.of("exact_masses", PurityRules.exact_masses),
                Arguments.of("screens_do_not_sleep", ConductRules.screens_do_not_sleep),
                Arguments.of("stdout_belongs_to_commands", ConductRules.stdout_belongs_to_commands),
                Arguments.of("no_broad_catch", ConductRules.no_broad_catch));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void a_class_that_breaks_the_rule_is_found(String name, ArchRule rule) {
        assertTrue(rule.evaluate(VIOLATIONS).hasViolation(), name);
    }

    @Test
    void a_double_is_found_where_masses_are() {
        String found = PurityRules.exact_masses.evaluate(VIOLATIONS).getFailureReport().toString();
        assertTrue(found.contains("ImpureMass.grams"), found);
    }
}
