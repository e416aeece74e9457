package io.prepstation.debian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program of the system, run to its end.
///
/// @param text what it printed, on both outputs
record Tool(int exit, String text) {

    private static final long MINUTES = 3;

    static Tool run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), "", List.of(command));
    }

    static Tool run(Map<String, String> environment, String input, List<String> command)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile("tool", ".in");
        Path out = Files.createTempFile("tool", ".out");
        try {
            Files.writeString(in, input);
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectInput(in.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end");
            }
            return new Tool(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }

    /// As the owner of all files: by itself where we are root, else in a make-believe of it.
    static Tool asRoot(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        if (!"root".equals(System.getProperty("user.name"))) {
            all.add("fakeroot");
        }
        all.addAll(List.of(command));
        return run(Map.of(), "", all);
    }

    Tool good() {
        if (exit != 0) {
            throw new AssertionError("exit code " + exit + ": " + text);
        }
        return this;
    }
}
