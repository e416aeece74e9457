package io.prepstation.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the seeds of a class's targets as Jazzer wants them, a file each, and prints the targets: `FuzzSeeds CLASS
/// FOLDER`. A line for each: its name and its longest input.
public final class FuzzSeeds {

    private FuzzSeeds() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        FuzzedParsers parsers = FuzzedParsers.named(arguments[0]);
        for (FuzzTarget target : parsers.targets()) {
            Path folder = Path.of(arguments[1], target.name(), "seeds");
            Files.createDirectories(folder);
            for (int i = 0; i < target.seeds().size(); i++) {
                Files.write(folder.resolve("seed-" + i), target.seeds().get(i));
            }
            System.out.println(target.name() + " " + target.longest());
        }
    }
}
