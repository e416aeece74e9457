package io.prepstation.kiosk.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/// The kiosk as a station has it, in jars and with a start cache: one that is started a hundred times is worth it.
final class PackedKiosk {

    private static final ToolProvider JAR = ToolProvider.findFirst("jar").orElseThrow();

    private final String classPath;
    private final Path cache;

    private PackedKiosk(String classPath, Path cache) {
        this.classPath = classPath;
        this.cache = cache;
    }

    /// Packs what this test runs with.
    static PackedKiosk in(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                Path jar = directory.resolve(jars.size() + ".jar");
                pack(path, jar);
                jars.add(jar.toString());
            } else if (Files.exists(path)) {
                jars.add(entry);
            }
        }
        return new PackedKiosk(
                String.join(File.pathSeparator, jars), directory.resolve("kiosk.aot"));
    }

    /// Starts without the cache and writes it at an orderly end.
    List<String> training(List<String> arguments) {
        return command("-XX:AOTCacheOutput=" + cache, false, arguments);
    }

    List<String> start(boolean screens, List<String> arguments) {
        assertTrue(Files.exists(cache), "the training run left no start cache");
        return command("-XX:AOTCache=" + cache, screens, arguments);
    }

    private List<String> command(String flag, boolean screens, List<String> arguments) {
        return JavaPrograms.station(classPath, List.of(flag), screens, arguments);
    }

    private static void pack(Path directory, Path jar) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code =
                JAR.run(
                        out,
                        out,
                        "--create",
                        "--no-compress",
                        "--file",
                        jar.toString(),
                        "-C",
                        directory.toString(),
                        ".");
        assertEquals(0, code, said::toString);
    }
}
