package io.prepstation.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Who may know whom, and what things are called.
final class StructureRules {

    @ArchTest
    static final ArchRule no_package_cycles =
            slices().assignedFrom(new ProgramPackages())
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .because("a package that can be read alone can be changed alone");

    @ArchTest
    static final ArchRule serial_port = library("jssc..").staysIn("io.prepstation.device.serial..");

    @ArchTest
    static final ArchRule codes =
            library("com.google.zxing..")
                    .staysIn(
                            "io.prepstation.device.camera..",
                            "io.prepstation.device.code..",
                            "io.prepstation.device.printer..",
                            "io.prepstation.hub.code..");

    @ArchTest
    static final ArchRule pins = library("com.pi4j..").staysIn("io.prepstation.device.gpio..");

    @ArchTest
    static final ArchRule network =
            library("io.vertx..", "io.netty..")
                    .staysIn(
                            "io.prepstation.kiosk.sync..",
                            "io.prepstation.hub.api..",
                            "io.prepstation.hub.dashboard..");

    @ArchTest
    static final ArchRule database =
            library(
                            "java.sql..",
                            "javax.sql..",
                            "org.sqlite..",
                            "org.postgresql..",
                            "org.jdbi..",
                            "org.flywaydb..",
                            "com.zaxxer..")
                    .staysIn("io.prepstation.kiosk.store..", "io.prepstation.hub.store..");

    @ArchTest
    static final ArchRule screens =
            library("javafx.scene..", "javafx.stage..", "atlantafx..", "org.kordamp..")
                    .staysIn("io.prepstation.kiosk.ui..");

    @ArchTest
    static final ArchRule config = library("org.tomlj..").staysIn("io.prepstation.config..");

    @ArchTest
    static final ArchRule canonical_json =
            library("org.webpki..", "org.erdtman..").staysIn("io.prepstation.model.record..");

    @ArchTest
    static final ArchRule secrets =
            library("org.bouncycastle..")
                    .staysIn("io.prepstation.model.secret..", "io.prepstation.hub.tls..");

    @ArchTest
    static final ArchRule metrics =
            library("io.micrometer..", "io.prometheus..").staysIn("io.prepstation..metrics..");

    @ArchTest
    static final ArchRule templates = library("gg.jte..").staysIn("io.prepstation.hub.dashboard..");

    @ArchTest
    static final ArchRule graph = library("org.jgrapht..").staysIn("io.prepstation.model.sync..");

    @ArchTest
    static final ArchRule pdf =
            library("org.apache.pdfbox..")
                    .staysIn("io.prepstation.report..", "io.prepstation.kiosk.report..");

    @ArchTest
    static final ArchRule command_line = library("picocli..").staysIn("io.prepstation..command..");

    @ArchTest
    static final ArchRule connections =
            noClasses()
                    .that(Code.PROGRAM)
                    .and()
                    .doNotHaveFullyQualifiedName("io.prepstation.kiosk.store.Connections")
                    .and()
                    .doNotHaveSimpleName("HubDatabase")
                    .should(Calls.to(Calls.OPENS_A_CONNECTION))
                    .allowEmptyShould(true)
                    .because(
                            "whoever opens a database sets its journal, sync and foreign keys, and"
                                    + " must know that it is the right lab's");

    @ArchTest
    static final ArchRule views =
            noClasses()
                    .that(Code.PROGRAM)
                    .and()
                    .resideInAPackage("io.prepstation.kiosk.ui..")
                    .and()
                    .haveSimpleNameEndingWith("View")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "io.prepstation.kiosk.store..",
                                    "io.prepstation.kiosk.sync..",
                                    "io.prepstation.device.."))
                    .allowEmptyShould(true)
                    .because("a view draws its view model and posts events, nothing else");

    @ArchTest
    static final ArchRule null_marked =
            classes()
                    .that(Code.PROGRAM)
                    .should(be(inNullMarkedPackage()))
                    .allowEmptyShould(true)
                    .because("NullAway looks only at packages marked in their package-info");

    @ArchTest
    static final ArchRule class_names =
            noClasses()
                    .that(Code.PROGRAM)
                    .or(Code.TEST)
                    .should()
                    .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
                    .orShould()
                    .haveNameMatching("io\\.prepstation\\..*\\.Abstract[A-Z]\\w*")
                    .allowEmptyShould(true)
                    .because("a name says what is inside");

    @ArchTest
    static final ArchRule package_names =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "io.prepstation..util..",
                            "io.prepstation..utils..",
                            "io.prepstation..common..",
                            "io.prepstation..helper..",
                            "io.prepstation..manager..",
                            "io.prepstation..impl..")
                    .allowEmptyShould(true)
                    .because("a package is a feature, not a drawer");

    private StructureRules() {}

    static Library library(String... packages) {
        return new Library(List.of(packages));
    }

    private static DescribedPredicate<JavaClass> inNullMarkedPackage() {
        return DescribedPredicate.describe(
                "in a package marked @NullMarked",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }

    /// An outside library by its packages.
    record Library(List<String> packages) {

        ArchRule staysIn(String... homes) {
            return noClasses()
                    .that(Code.PROGRAM.and(resideOutsideOfPackages(homes)))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(packages.toArray(String[]::new)))
                    .allowEmptyShould(true)
                    .because(
                            "a library that one package knows can be replaced in one package: "
                                    + String.join(", ", homes));
        }
    }

    /// Each package is a slice of its own; tests may look across.
    private static final class ProgramPackages implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return Code.PROGRAM.and(resideInAPackage("io.prepstation..")).test(type)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of the program";
        }
    }
}
