package io.prepstation.kiosk;

import io.prepstation.config.GpioSettings;
import io.prepstation.config.PrinterSettings;
import io.prepstation.config.StationConfig;
import io.prepstation.device.DeviceStatus;
import io.prepstation.device.balance.Balance;
import io.prepstation.device.balance.BalanceLine;
import io.prepstation.device.balance.BalanceObserver;
import io.prepstation.device.gpio.BenchPins;
import io.prepstation.device.printer.LabelPrinter;
import io.prepstation.device.printer.PrintResult;
import io.prepstation.kiosk.field.Heartbeat;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lets a device do what it is for, once, and says what came of it; what only eyes can tell is left to them.
public final class DeviceTrial {

    /// A vessel that was just put down is at rest by then.
    private static final Duration WEIGHING_PATIENCE = Duration.ofSeconds(12);

    private static final Duration LAMP_PATIENCE = BenchPins.TEST.multipliedBy(2);

    private final StationConfig settings;
    private final InstantSource clock;
    private final TroubleWords words;

    /// What a device can be asked to do.
    public enum Kind {
        PRINT,
        LAMP,
        WEIGH
    }

    DeviceTrial(StationConfig settings, InstantSource clock, TroubleWords words) {
        this.settings = settings;
        this.clock = clock;
        this.words = words;
    }

    Finding of(Kind kind) throws InterruptedException {
        return switch (kind) {
            case PRINT -> print();
            case LAMP -> lamp();
            case WEIGH -> weigh();
        };
    }

    private Finding print() {
        PrinterSettings printer = settings.printer();
        Optional<LabelPrinter> known = Devices.printer(printer);
        if (known.isEmpty()) {
            return Finding.fail("print", "there is nothing to print with: set printer.kind");
        }
        PrintResult result =
                known.get()
                        .print(
                                BenchDevices.label(printer)
                                        .test(
                                                settings.station().name(),
                                                clock.instant().toString()),
                                "test");
        return switch (result) {
            case PrintResult.Printed _ ->
                    Finding.ok(
                            "print",
                            printer.kind() == PrinterSettings.Kind.CUPS
                                    ? "the print service took a test label: look whether it comes out"
                                    : "the printer took a test label and reports nothing wrong: look"
                                            + " whether it came out");
            case PrintResult.NotPrinted(var troubles) -> Finding.fail("print", words.of(troubles));
            case PrintResult.Unsure(var troubles) -> Finding.warn("print", words.of(troubles));
        };
    }

    private Finding lamp() throws InterruptedException {
        try (BenchPins pins = Devices.pins(settings.gpio(), () -> {})) {
            pins.start();
            if (pins.status() instanceof DeviceStatus.Online) {
                CountDownLatch over = new CountDownLatch(1);
                pins.test(over::countDown);
                if (!over.await(LAMP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    return Finding.fail("lamp", "the test did not end: " + pins.status());
                }
            }
            return switch (pins.status()) {
                case DeviceStatus.Absent _ ->
                        Finding.fail("lamp", "nothing is wired: enter the pins under [gpio]");
                case DeviceStatus.Offline(var _, var troubles) ->
                        Finding.fail("lamp", words.of(troubles));
                case DeviceStatus.Connecting(var name) ->
                        Finding.warn("lamp", name + ": still connecting");
                case DeviceStatus.Online(var name) -> driven(name);
            };
        }
    }

    private Finding driven(String name) {
        GpioSettings pins = settings.gpio();
        String outputs = outputs(pins);
        if (outputs.isEmpty()) {
            return Finding.fail(
                    "lamp", "only a foot switch is wired: there is nothing to light up");
        }
        return pins.board() == GpioSettings.Board.MOCK
                ? Finding.warn("lamp", name + ": nothing can light up there (gpio.board)")
                : Finding.ok(
                        "lamp",
                        name
                                + " set "
                                + outputs
                                + " one after the other: only you can tell whether they lit up and"
                                + " sounded");
    }

    private static String outputs(GpioSettings pins) {
        return Stream.of(
                        output("green", pins.green()),
                        output("amber", pins.amber()),
                        output("red", pins.red()),
                        output("buzzer", pins.buzzer()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> output(String what, @Nullable Integer pin) {
        return Optional.ofNullable(pin).map(number -> what + " (pin " + number + ")");
    }

    private Finding weigh() throws InterruptedException {
        if (settings.balance().port() == null) {
            return Finding.fail("weigh", "there is nothing to weigh with: set balance.port");
        }
        Weighing weighing = new Weighing();
        try (Balance balance =
                Devices.balance(settings.balance(), new Heartbeat(System::nanoTime))) {
            balance.start(weighing);
            BalanceReading.Stable stable =
                    weighing.stable.get(WEIGHING_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return Finding.ok(
                    "weigh",
                    "the balance shows %s at rest (\"%s\"): compare with its display"
                            .formatted(stable.mass(), stable.frame().raw()));
        } catch (TimeoutException | ExecutionException | CancellationException none) {
            return weighing.missing();
        }
    }

    /// Waits for the first weight at rest, and remembers what came instead.
    private static final class Weighing implements BalanceObserver {

        private final CompletableFuture<BalanceReading.Stable> stable = new CompletableFuture<>();
        private volatile @Nullable BalanceStatus status;
        private volatile @Nullable BalanceLine last;

        @Override
        public void heard(BalanceLine line) {
            last = line;
        }

        @Override
        public void reading(BalanceReading reading) {
            if (reading instanceof BalanceReading.Stable found) {
                stable.complete(found);
            }
        }

        @Override
        public void status(BalanceStatus next) {
            status = next;
            if (next instanceof BalanceStatus.Offline) {
                stable.cancel(false);
            }
        }

        Finding missing() {
            if (status instanceof BalanceStatus.Offline(var cause)) {
                return Finding.fail("weigh", cause.detail());
            }
            BalanceLine line = last;
            return line == null
                    ? Finding.fail("weigh", "the balance sent nothing within 12 s")
                    : Finding.fail(
                            "weigh",
                            "no weight at rest within 12 s, last \"%s\" (%s): let the pan come to rest"
                                    .formatted(
                                            line.raw(),
                                            line.kind().name().toLowerCase(Locale.ROOT)));
        }
    }
}
