package io.prepstation.model;

import com.tngtech.archunit.junit.AnalyzeClasses;
import io.prepstation.architecture.CommonArchitectureTest;
import io.prepstation.architecture.ModuleClasses;
import io.prepstation.architecture.WithoutViolations;

@AnalyzeClasses(locations = ModuleClasses.class, importOptions = WithoutViolations.class)
class ArchitectureTest extends CommonArchitectureTest {}
