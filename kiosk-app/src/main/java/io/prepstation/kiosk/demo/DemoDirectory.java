package io.prepstation.kiosk.demo;

import io.prepstation.device.simulator.BalanceFirmwares;
import io.prepstation.device.simulator.SimulatedIdentity;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a demonstration keeps its things. Whatever else lies there is left alone.
final class DemoDirectory {

    private static final int CAMERA_WIDTH = 1280;
    private static final int CAMERA_HEIGHT = 720;
    private static final int CAMERA_FPS = 10;

    private final Path root;

    DemoDirectory(Path root) {
        this.root = root.toAbsolutePath();
    }

    /// Clears what an earlier run left, so that this one starts from nothing.
    void prepare() throws IOException {
        Files.createDirectories(root);
        for (Path old :
                List.of(
                        data(),
                        hub(),
                        secondHub(),
                        config(),
                        root.resolve("run"),
                        root.resolve("log"),
                        sessionFile())) {
            delete(old);
        }
        try (DirectoryStream<Path> pictures = Files.newDirectoryStream(root, "[0-9][0-9]-*.png")) {
            for (Path picture : pictures) {
                Files.delete(picture);
            }
        }
        Files.createDirectories(cameraFolder());
        Files.createDirectories(root.resolve("log"));
    }

    Path data() {
        return root.resolve("data");
    }

    Path hub() {
        return root.resolve("hub");
    }

    Path secondHub() {
        return root.resolve("hub-2");
    }

    Path config() {
        return root.resolve("config");
    }

    Path sessionFile() {
        return root.resolve("session.json");
    }

    Path balancePort() {
        return root.resolve("run").resolve("balance");
    }

    Path cameraFolder() {
        return root.resolve("run").resolve("camera");
    }

    Path log(String program) {
        return root.resolve("log").resolve(program + ".log");
    }

    /// The station's configuration: the simulated balance and the camera command, in the form a real station has.
    ///
    /// @param protocol of the balance, which is described besides, because some cannot be asked who they are
    void writeConfig(String protocol) throws IOException {
        SimulatedIdentity balance = BalanceFirmwares.identity(protocol);
        List<String> camera =
                JavaPrograms.shortStation(
                        List.of(
                                "simulate",
                                "camera",
                                "--folder",
                                cameraFolder().toString(),
                                "--width",
                                Integer.toString(CAMERA_WIDTH),
                                "--height",
                                Integer.toString(CAMERA_HEIGHT),
                                "--fps",
                                Integer.toString(CAMERA_FPS)));
        String toml =
                """
                [station]
                name = "Station 1"

                [balance]
                port = %s
                protocol = %s
                serial_number = %s
                maximum = "%s g"
                readability = "%s g"
                stability_window = "1s"
                assumes_unit = %s

                [camera]
                kind = "command"
                command = [%s]
                width = %d
                height = %d
                fps = %d
                format = "yuv420"
                """
                        .formatted(
                                quoted(balancePort().toString()),
                                quoted(protocol),
                                quoted(balance.serialNumber()),
                                balance.inGrams(balance.maximumMicrograms()),
                                balance.inGrams(balance.readabilityMicrograms()),
                                protocol.equals("toledo-8217"),
                                String.join(
                                        ", ", camera.stream().map(DemoDirectory::quoted).toList()),
                                CAMERA_WIDTH,
                                CAMERA_HEIGHT,
                                CAMERA_FPS);
        Files.createDirectories(config());
        Files.writeString(config().resolve("station.toml"), toml);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
