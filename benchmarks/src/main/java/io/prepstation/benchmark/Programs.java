package io.prepstation.benchmark;

import java.nio.file.Path;
import java.util.Arrays;

/// Where the programs under measurement are, as `scripts/bench` says.
///
/// @param kioskClassPath what a station has
/// @param hubClassPath what a hub has
/// @param ownClassPath of this program
/// @param demoData the folder with `formulas.csv` and `hazards.csv`
record Programs(String kioskClassPath, String hubClassPath, String ownClassPath, Path demoData) {

    /// The parts of the station's class path that any JavaFX program has, and this module for its main class.
    String labelClassPath() {
        String javafx =
                String.join(
                        ":",
                        Arrays.stream(kioskClassPath.split(":"))
                                .filter(jar -> jar.contains("javafx"))
                                .toList());
        return ownClassPath.substring(0, ownClassPath.indexOf(':')) + ":" + javafx;
    }
}
