package io.prepstation.kiosk.sync;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoreWithoutInputTest {

    private static final Set<Class<?>> CORE =
            Set.of(
                    SyncCore.class,
                    UploadAnswers.class,
                    Pauses.class,
                    EngineState.class,
                    Activity.class,
                    Backlog.class,
                    Decision.class,
                    HubAnswer.class,
                    HubFailure.class,
                    HubSight.class,
                    NetworkStatus.class,
                    Next.class,
                    Round.class,
                    RoundTrips.class,
                    SyncEffect.class,
                    SyncEvent.class,
                    SyncResult.class,
                    SyncRules.class,
                    SyncScope.class,
                    SyncStatus.class,
                    UploadOutcome.class,
                    WaitingUpload.class,
                    Wish.class);

    @Test
    void decisions_know_values_only() {
        noClasses()
                .that(partOfTheCore())
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "io.prepstation.kiosk.store..",
                                "io.prepstation.kiosk.preparation..",
                                "io.vertx..",
                                "java.io..",
                                "java.nio..",
                                "java.net..",
                                "java.util.concurrent..",
                                "org.slf4j.."))
                .because("the same decisions run in the product and in a simulation")
                .check(new ClassFileImporter().importPackagesOf(SyncCore.class));
    }

    private static DescribedPredicate<JavaClass> partOfTheCore() {
        return DescribedPredicate.describe(
                "part of the sync core",
                type ->
                        CORE.stream()
                                .anyMatch(part ->
                                        type.getName().startsWith(part.getName())
                                                && (type.getName().length()
                                                                == part.getName().length()
                                                        || type.getName()
                                                                        .charAt(
                                                                                part.getName()
                                                                                        .length())
                                                                == '$')));
    }
}
