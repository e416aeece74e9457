package io.prepstation.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/// How code and tests behave.
final class ConductRules {

    @ArchTest
    static final ArchRule tests_do_not_sleep =
            noClasses()
                    .that(Code.TEST)
                    .should(Calls.to(Calls.SLEEPS))
                    .allowEmptyShould(true)
                    .because("a test waits for what it expects, with a deadline");

    @ArchTest
    static final ArchRule screens_do_not_sleep =
            noClasses()
                    .that(Code.PROGRAM)
                    .and()
                    .resideInAPackage("io.prepstation.kiosk.ui..")
                    .should(Calls.to(Calls.SLEEPS))
                    .allowEmptyShould(true)
                    .because("a sleeping screen takes no touch");

    @ArchTest
    static final ArchRule no_mocks =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.mockito..", "org.easymock..", "org.powermock..", "io.mockk..")
                    .allowEmptyShould(true)
                    .because(
                            "tests run on a real SQLite file, the hub in process and a simulated"
                                    + " wire");

    @ArchTest
    static final ArchRule stdout_belongs_to_commands =
            noClasses()
                    .that(Code.PROGRAM)
                    .and()
                    .resideOutsideOfPackage("io.prepstation..command..")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .allowEmptyShould(true)
                    .because("what a command prints is its result; everything else is logged");

    @ArchTest
    static final ArchRule no_broad_catch =
            noClasses()
                    .that(Code.PROGRAM)
                    .should(new CatchEverything())
                    .allowEmptyShould(true)
                    .because("who catches Exception also swallows the mistakes of programming");

    private ConductRules() {}

    /// `Throwable` cannot be judged: the compiler catches it itself to close resources.
    private static final class CatchEverything extends ArchCondition<JavaClass> {

        private CatchEverything() {
            super("catch Exception");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            type.getCodeUnits().stream()
                    .flatMap(unit -> unit.getTryCatchBlocks().stream())
                    .filter(block ->
                            block.getCaughtThrowables().stream()
                                    .anyMatch(caught -> caught.isEquivalentTo(Exception.class)))
                    .map(block ->
                            SimpleConditionEvent.satisfied(
                                    block, "catches Exception " + block.getSourceCodeLocation()))
                    .forEach(events::add);
        }
    }
}
