package io.prepstation.kiosk.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the programs of this project are started from another one of them.
public final class JavaPrograms {

    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private static final List<String> HEADLESS =
            List.of("-Dglass.platform=Headless", "-Dprism.order=sw");

    /// One compiler, because the second takes half of the processor just while the kiosk starts. A young generation in
    /// which camera frames die before they are moved to the old one. `scripts/lib/environment.sh` says the same.
    private static final List<String> KIOSK =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-Xms64m",
                    "-Xmx160m",
                    "-Xmn32m",
                    "-XX:SurvivorRatio=4");

    /// For programs that are over before a second compiler pays off.
    private static final List<String> SHORT = List.of("-XX:TieredStopAtLevel=1");

    private JavaPrograms() {}

    static List<String> station(boolean headless, List<String> arguments) {
        List<String> flags = new ArrayList<>(KIOSK);
        if (headless) {
            flags.addAll(HEADLESS);
        }
        return java(
                System.getProperty("java.class.path"),
                flags,
                "io.prepstation.kiosk.command.StationCommand",
                arguments);
    }

    static List<String> shortStation(List<String> arguments) {
        return java(
                System.getProperty("java.class.path"),
                SHORT,
                "io.prepstation.kiosk.command.StationCommand",
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

    /// The command of a program that runs as the kiosk does, with screens that are drawn nowhere.
    public static List<String> headless(
            String classPath, List<String> flags, String mainClass, List<String> arguments) {
        List<String> all = new ArrayList<>(KIOSK);
        all.addAll(HEADLESS);
        all.addAll(flags);
        return java(classPath, all, mainClass, arguments);
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
