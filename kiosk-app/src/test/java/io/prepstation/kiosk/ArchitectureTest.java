package io.prepstation.kiosk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.prepstation.architecture.CommonArchitectureTest;
import io.prepstation.architecture.ModuleClasses;
import io.prepstation.model.people.HubFeature;
import io.prepstation.model.people.Permission;
import java.util.Arrays;

@AnalyzeClasses(locations = ModuleClasses.class)
class ArchitectureTest extends CommonArchitectureTest {

    /// STO-8. The catalogue of a station that has no hub at all is its own.
    @ArchTest
    static final ArchRule WHAT_ONLY_THE_HUB_HAS_IS_ASKED_AT_NO_STATION =
            CompositeArchRule.of(
                    Arrays.stream(HubFeature.values())
                            .filter(feature -> feature.without() == HubFeature.Without.ONLY_THERE)
                            .flatMap(feature -> feature.permissions().stream())
                            .map(permission ->
                                    noClasses()
                                            .that()
                                            .doNotHaveSimpleName("LocalCatalogue")
                                            .should()
                                            .accessField(Permission.class, permission.name())
                                            .because("docs/offline.md says that no station has it"))
                            .toList());
}
