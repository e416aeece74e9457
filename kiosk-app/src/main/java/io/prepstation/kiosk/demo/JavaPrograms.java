package io.prepstation.kiosk.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// How the programs of this project are started from another one of them.
public final class JavaPrograms {

    private static final List<String> FLAGS = flags("java.flags");

    private static final List<String> HEADLESS = List.of("-Dglass.platform=Headless");

    private static final List<String> KIOSK = flags("kiosk.flags");

    /// For programs that are over before a second compiler pays off.
    private static final List<String> SHORT = List.of("-XX:TieredStopAtLevel=1");

    private JavaPrograms() {}

    static List<String> station(boolean headless, List<String> arguments) {
        return station(System.getProperty("java.class.path"), List.of(), headless, arguments);
    }

    static List<String> station(
            String classPath, List<String> more, boolean headless, List<String> arguments) {
        List<String> flags = new ArrayList<>(KIOSK);
        flags.addAll(more);
        if (headless) {
            flags.addAll(HEADLESS);
        }
        return java(classPath, flags, "io.prepstation.kiosk.command.Main", arguments);
    }

    static List<String> shortStation(List<String> arguments) {
        return java(
                System.getProperty("java.class.path"),
                SHORT,
                "io.prepstation.kiosk.command.Main",
                arguments);
    }

    /// @param classPath of the hub, which the station's own does not hold
    static List<String> hub(String classPath, boolean lasting, List<String> arguments) {
        return java(
                classPath,
                lasting ? List.of() : SHORT,
                "io.prepstation.hub.command.HubCommand",
                arguments);
    }

    /// The command of a program that runs as the kiosk does, with its screens on the display.
    public static List<String> kiosk(
            String classPath, List<String> flags, String mainClass, List<String> arguments) {
        return kiosk(List.of(), classPath, flags, mainClass, arguments);
    }

    /// The same with screens that are drawn nowhere.
    public static List<String> headless(
            String classPath, List<String> flags, String mainClass, List<String> arguments) {
        return kiosk(HEADLESS, classPath, flags, mainClass, arguments);
    }

    private static List<String> kiosk(
            List<String> drawing,
            String classPath,
            List<String> flags,
            String mainClass,
            List<String> arguments) {
        List<String> all = new ArrayList<>(KIOSK);
        all.addAll(drawing);
        all.addAll(flags);
        return java(classPath, all, mainClass, arguments);
    }

    /// The flags of a file beside this class, one a line; the scripts read the same files.
    private static List<String> flags(String file) {
        try (InputStream in =
                Objects.requireNonNull(JavaPrograms.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled " + file + " cannot be read", e);
        }
    }

    private static List<String> java(
            String classPath, List<String> flags, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }
}
