package io.prepstation.kiosk;

import io.prepstation.config.StationConfig;
import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.balance.Balance;
import io.prepstation.device.balance.BalanceLine;
import io.prepstation.device.balance.BalanceObserver;
import io.prepstation.device.camera.CameraStatus;
import io.prepstation.device.camera.FrameSource;
import io.prepstation.device.serial.PortAddress;
import io.prepstation.device.serial.UsbSerialPorts;
import io.prepstation.kiosk.field.Heartbeat;
import io.prepstation.kiosk.ui.desk.BalanceFrame;
import io.prepstation.kiosk.ui.desk.LastFrames;
import io.prepstation.kiosk.ui.words.RawText;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.OfflineReason;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// Asks the devices that take a moment to answer.
final class DeviceCheckup {

    private static final Duration BALANCE_PATIENCE = Duration.ofSeconds(12);
    private static final Duration CAMERA_PATIENCE = Duration.ofSeconds(12);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final StationConfig settings;
    private final DeviceClock clock = DeviceClock.system();

    DeviceCheckup(StationConfig settings) {
        this.settings = settings;
    }

    Finding balance() throws InterruptedException {
        if (settings.balance().port() == null) {
            return Finding.fail(
                    "balance",
                    "none is configured: set balance.port; station weigh --detect finds it");
        }
        FirstStatus first = new FirstStatus();
        try (Balance balance =
                Devices.balance(settings.balance(), new Heartbeat(System::nanoTime))) {
            balance.start(first);
            return first.with(
                    balance(first.settled.get(BALANCE_PATIENCE.toSeconds(), TimeUnit.SECONDS)));
        } catch (TimeoutException | ExecutionException silent) {
            return first.with(
                    Finding.fail(
                            "balance",
                            settings.balance().port() + ": no answer; is the balance on?"));
        }
    }

    private static Finding balance(BalanceStatus status) {
        return switch (status) {
            case BalanceStatus.Online(var identity) ->
                    Finding.ok(
                            "balance",
                            "%s, serial number %s, up to %s by %s"
                                    .formatted(
                                            identity.model(),
                                            identity.serialNumber(),
                                            identity.maximum(),
                                            identity.readability()));
            case BalanceStatus.Offline(var cause)
                    when cause.reason() == OfflineReason.PORT_REFUSED ->
                    Finding.warn(
                            "balance",
                            cause.detail()
                                    + ": another program holds it, or the user is not in the group dialout. If the kiosk"
                                    + " runs, look at its devices screen");
            case BalanceStatus.Offline(var cause) -> Finding.fail("balance", cause.detail());
            case BalanceStatus.Connecting(var port) ->
                    Finding.warn("balance", port + ": still connecting");
        };
    }

    Finding camera() throws InterruptedException {
        Optional<FrameSource> source = Devices.frames(settings.camera(), clock);
        if (source.isEmpty()) {
            return Finding.absent("camera", "none is configured: camera.kind");
        }
        try (FrameSource frames = source.get()) {
            long end = clock.in(CAMERA_PATIENCE);
            while (!clock.reached(end)) {
                if (frames.next(LOOK).isPresent()) {
                    return Finding.ok("camera", "gives pictures");
                }
                if (frames.status() instanceof CameraStatus.Offline(var _, var detail)) {
                    return Finding.fail("camera", detail);
                }
            }
            return Finding.fail("camera", "no picture within 12 s: " + frames.status());
        }
    }

    Finding scanner() {
        String port = settings.scanner().port();
        if (port == null) {
            return Finding.absent(
                    "scanner", "none on a serial line; one that types needs no configuration");
        }
        return readable(port)
                ? Finding.ok("scanner", port + " is there")
                : Finding.fail(
                        "scanner",
                        port
                                + " is not there or may not be read: is the scanner plugged in and in"
                                + " serial mode, and the user in the group dialout?");
    }

    private static boolean readable(String port) {
        try {
            return Files.isReadable(new PortAddress(port, UsbSerialPorts.system()).locate());
        } catch (DeviceException notThere) {
            return false;
        }
    }

    /// The first status that says how it went, and the frames that were heard until then.
    private static final class FirstStatus implements BalanceObserver {

        private static final int LINES = 4;

        private final CompletableFuture<BalanceStatus> settled = new CompletableFuture<>();
        private final AtomicReference<LastFrames> last =
                new AtomicReference<>(new LastFrames(List.of()));
        private final FrameTail tail = new FrameTail(last::set);

        @Override
        public void heard(BalanceLine line) {
            tail.accept(line);
        }

        Finding with(Finding found) {
            String lines =
                    last.get().frames().stream()
                            .limit(LINES)
                            .map(FirstStatus::line)
                            .collect(Collectors.joining(", "));
            return lines.isEmpty()
                    ? found
                    : new Finding(
                            found.what(),
                            found.state(),
                            found.detail() + "; heard, the last first: " + lines);
        }

        private static String line(BalanceFrame frame) {
            String taken = frame.taken().name().toLowerCase(Locale.ROOT);
            return "\"%s\" (%s)".formatted(RawText.shown(frame.raw()), taken);
        }

        @Override
        public void status(BalanceStatus status) {
            if (!(status instanceof BalanceStatus.Connecting)) {
                settled.complete(status);
            }
        }
    }
}
