package io.prepstation.device.serial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The serial lines of this computer, as sysfs tells them: read anew at each call, so that a plug is seen at once.
public final class UsbSerialPorts {

    /// A plugged adapter and the name the system gave it this time.
    public record Plugged(Path port, UsbIdentity identity) {}

    /// A chain of links longer than this is a circle.
    private static final int LONGEST_CHAIN = 8;

    private final Path root;

    /// @param root where `sys` and `dev` lie; `/` but for tests
    public UsbSerialPorts(Path root) {
        this.root = root;
    }

    /// Of the computer this runs on.
    public static UsbSerialPorts system() {
        return new UsbSerialPorts(Path.of("/"));
    }

    /// The USB adapters that are plugged in, by the name of their port.
    public List<Plugged> plugged() {
        return names("tty{USB,ACM}*").stream()
                .flatMap(name ->
                        identity(name).stream()
                                .map(identity ->
                                        new Plugged(root.resolve("dev").resolve(name), identity)))
                .toList();
    }

    /// The sockets on the computer itself, without those the system talks to its owner by.
    public List<Path> builtIn() {
        List<String> consoles =
                List.of(
                        text(root.resolve("sys/class/tty/console/active"))
                                .orElse("")
                                .split(" +", -1));
        return names("tty{S,AMA}*").stream()
                .filter(name -> !consoles.contains(name))
                .filter(name ->
                        text(root.resolve("sys/class/tty").resolve(name).resolve("type"))
                                .filter(type -> !type.equals("0"))
                                .isPresent())
                .map(name -> root.resolve("dev").resolve(name))
                .toList();
    }

    /// Which adapter a path leads to, such as `/dev/ttyUSB0` or a link below `/dev/serial`; empty if to none.
    public Optional<UsbIdentity> identityOf(Path path) {
        Path at = path;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Optional<UsbIdentity> identity = identity(String.valueOf(at.getFileName()));
            if (identity.isPresent() || !Files.isSymbolicLink(at)) {
                return Files.exists(at) ? identity : Optional.empty();
            }
            try {
                at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
            } catch (IOException gone) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private List<String> names(String pattern) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(root.resolve("sys/class/tty"), pattern)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (IOException | DirectoryIteratorException noSysfs) {
            return List.of();
        }
        names.sort(
                Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        return names;
    }

    /// The line's interface lies above the line, and the adapter above its interface.
    private Optional<UsbIdentity> identity(String name) {
        try {
            String line = "00";
            for (Path at = root.resolve("sys/class/tty").resolve(name).toRealPath();
                    at != null;
                    at = at.getParent()) {
                line = text(at.resolve("bInterfaceNumber")).orElse(line);
                Optional<String> vendor = text(at.resolve("idVendor"));
                Optional<String> product = text(at.resolve("idProduct"));
                if (vendor.isPresent() && product.isPresent()) {
                    return Optional.of(
                            new UsbIdentity(
                                    vendor.get(),
                                    product.get(),
                                    text(at.resolve("serial"))
                                            .filter(serial -> !serial.isBlank())
                                            .orElse(null),
                                    line));
                }
            }
            return Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }
}
