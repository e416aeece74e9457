package io.prepstation.kiosk;

import io.prepstation.config.StationConfig;
import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.balance.Balance;
import io.prepstation.device.balance.BalanceObserver;
import io.prepstation.device.camera.CameraStatus;
import io.prepstation.device.camera.FrameSource;
import io.prepstation.device.serial.PortAddress;
import io.prepstation.device.serial.UsbSerialPorts;
import io.prepstation.kiosk.field.Heartbeat;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.OfflineReason;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
        CompletableFuture<BalanceStatus> settled = new CompletableFuture<>();
        try (Balance balance =
                Devices.balance(settings.balance(), new Heartbeat(System::nanoTime))) {
            balance.start(new FirstStatus(settled));
            return balance(settled.get(BALANCE_PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException silent) {
            return Finding.fail(
                    "balance",
                    settings.balance().port() + ": nothing was heard; is the balance on?");
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

    /// The first status that says how it went.
    private record FirstStatus(CompletableFuture<BalanceStatus> settled)
            implements BalanceObserver {

        @Override
        public void status(BalanceStatus status) {
            if (!(status instanceof BalanceStatus.Connecting)) {
                settled.complete(status);
            }
        }
    }
}
