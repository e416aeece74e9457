package io.prepstation.architecture;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

/// Extended once in every module, so that a rule holds everywhere from the day it is written. A rule
/// that finds nothing to look at passes.
public abstract class CommonArchitectureTest {

    @ArchTest static final ArchTests structure = ArchTests.in(StructureRules.class);
    @ArchTest static final ArchTests purity = ArchTests.in(PurityRules.class);
    @ArchTest static final ArchTests conduct = ArchTests.in(ConductRules.class);
}
