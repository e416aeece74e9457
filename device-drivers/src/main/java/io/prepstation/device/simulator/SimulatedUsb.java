package io.prepstation.device.simulator;

import io.prepstation.device.serial.UsbIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The part of sysfs and of `/dev` that tells USB serial adapters, in a folder.
public final class SimulatedUsb {

    private final Path root;

    /// @param root what stands for `/`
    public SimulatedUsb(Path root) {
        this.root = root;
    }

    /// Plugs an adapter in.
    ///
    /// @param name such as `ttyUSB0`
    /// @param terminal where its line really leads
    /// @throws IOException if the folder cannot be written
    public void plug(String name, UsbIdentity identity, Path terminal) throws IOException {
        Path adapter = adapter(name);
        Path line = adapter.resolve("1-1:1.0");
        Path tty = line.resolve(name).resolve("tty").resolve(name);
        Files.createDirectories(tty);
        write(adapter.resolve("idVendor"), identity.vendor());
        write(adapter.resolve("idProduct"), identity.product());
        if (identity.serialNumber() != null) {
            write(adapter.resolve("serial"), identity.serialNumber());
        }
        write(line.resolve("bInterfaceNumber"), identity.interfaceNumber());
        Path entry = entry(name);
        Path entries = Objects.requireNonNull(entry.getParent(), "below the root");
        Files.createDirectories(entries);
        Files.createSymbolicLink(entry, entries.relativize(tty));
        Path port = port(name);
        Files.createDirectories(Objects.requireNonNull(port.getParent(), "below the root"));
        Files.createSymbolicLink(port, terminal);
    }

    /// Pulls it out: its names are gone.
    ///
    /// @throws IOException if the folder cannot be written
    public void unplug(String name) throws IOException {
        Files.delete(port(name));
        Files.delete(entry(name));
        List<Path> all;
        try (Stream<Path> tree = Files.walk(adapter(name))) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }

    /// The path a program opens it by.
    public Path port(String name) {
        return root.resolve("dev").resolve(name);
    }

    private Path entry(String name) {
        return root.resolve("sys/class/tty").resolve(name);
    }

    private Path adapter(String name) {
        return root.resolve("sys/devices/usb1/1-" + name);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text + "\n");
    }
}
