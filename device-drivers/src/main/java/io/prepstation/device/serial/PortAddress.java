package io.prepstation.device.serial;

import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import io.prepstation.device.serial.UsbSerialPorts.Plugged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a configured port is at the moment: by its path, or wherever its USB adapter turned up.
///
/// An adapter that was opened once is followed: it comes back as `/dev/ttyUSB1` and is found, although
/// `/dev/ttyUSB0` is configured. Names of that kind are dealt out in the order of plugging: while such a name is another
/// adapter's, it is not opened, until the followed one is back or the program starts anew. A link, as one below
/// `/dev/serial/by-path`, means whatever it leads to. One thread owns it.
public final class PortAddress {

    private final String configured;
    private final UsbSerialPorts usb;
    private @Nullable UsbIdentity followed;

    /// @param configured a path, or a name such as `usb:0403:6001:A50285BI` ([UsbIdentity#name])
    public PortAddress(String configured, UsbSerialPorts usb) {
        this.configured = configured;
        this.usb = usb;
    }

    public String configured() {
        return configured;
    }

    /// The path to open now.
    ///
    /// @throws DeviceException if it is not plugged in, or if the name means several adapters
    public Path locate() throws DeviceException {
        return configured.startsWith(UsbIdentity.SCHEME) ? byName() : byPath();
    }

    /// The path was opened: its adapter is the one to look for from now on.
    public void opened(Path path) {
        followed = usb.identityOf(path).orElse(followed);
    }

    private Path byName() throws DeviceException {
        List<Plugged> meant =
                usb.plugged().stream()
                        .filter(plugged -> plugged.identity().isMeantBy(configured))
                        .toList();
        if (meant.size() > 1) {
            throw new DeviceException(
                    Problem.REFUSED,
                    configured
                            + " means "
                            + meant.size()
                            + " adapters: "
                            + meant.stream().map(Plugged::port).toList()
                            + "; configure a path below /dev/serial/by-path");
        }
        if (meant.isEmpty()) {
            throw new DeviceException(Problem.NOT_FOUND, configured + " is not plugged in");
        }
        return meant.getFirst().port();
    }

    private Path byPath() throws DeviceException {
        Path path = Path.of(configured);
        UsbIdentity wanted = followed;
        Path now = wanted == null ? path : leadingTo(wanted, path);
        if (!Files.exists(now)) {
            throw new DeviceException(Problem.NOT_FOUND, configured + " does not exist");
        }
        return now;
    }

    private Path leadingTo(UsbIdentity wanted, Path path) throws DeviceException {
        if (usb.identityOf(path).filter(wanted::equals).isPresent()) {
            return path;
        }
        List<Plugged> plugged = usb.plugged();
        Optional<Path> moved =
                plugged.stream()
                        .filter(each -> wanted.isSurely(each.identity()))
                        .map(Plugged::port)
                        .findFirst();
        if (moved.isPresent()) {
            return moved.get();
        }
        Optional<UsbIdentity> another =
                plugged.stream()
                        .filter(each -> each.port().equals(path))
                        .map(Plugged::identity)
                        .findFirst();
        if (another.isPresent()) {
            throw new DeviceException(
                    Problem.NOT_FOUND,
                    "%s is another adapter now, %s; %s, which it was before, is not plugged in; if it was replaced, restart the station"
                            .formatted(configured, another.get().name(), wanted.name()));
        }
        return path;
    }
}
