package io.prepstation.report;

import com.tngtech.archunit.junit.AnalyzeClasses;
import io.prepstation.architecture.CommonArchitectureTest;
import io.prepstation.architecture.ModuleClasses;

@AnalyzeClasses(locations = ModuleClasses.class)
class ArchitectureTest extends CommonArchitectureTest {}
