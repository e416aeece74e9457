package io.prepstation.kiosk;

import io.prepstation.config.GpioSettings;
import io.prepstation.config.PrinterSettings;
import io.prepstation.config.StationConfig;
import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceStatus;
import io.prepstation.device.camera.CameraStatus;
import io.prepstation.device.gpio.BenchPins;
import io.prepstation.device.gpio.Sound;
import io.prepstation.device.printer.LabelPrinter;
import io.prepstation.device.printer.PrintResult;
import io.prepstation.device.scanner.ScannerListener;
import io.prepstation.device.scanner.SerialScanner;
import io.prepstation.kiosk.bench.LampOfState;
import io.prepstation.kiosk.field.Heart;
import io.prepstation.kiosk.field.Heartbeat;
import io.prepstation.kiosk.label.PrintDesk;
import io.prepstation.kiosk.label.PrintNews;
import io.prepstation.kiosk.label.SessionLabel;
import io.prepstation.kiosk.ui.StationScreen;
import io.prepstation.kiosk.ui.desk.DeviceReport;
import io.prepstation.kiosk.ui.desk.DeviceReport.Device;
import io.prepstation.kiosk.ui.desk.DeviceReport.Kind;
import io.prepstation.kiosk.ui.desk.DeviceReport.State;
import io.prepstation.kiosk.ui.desk.LabelState;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchState.Completed;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.sync.StationReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Scanner, printer, lamp, buzzer and foot switch of a station with screens.
///
/// What is not configured is absent, and nothing waits for it.
final class BenchDevices implements AutoCloseable {

    /// A printer says by itself neither that it ran out of paper nor that it has some again.
    private static final Duration ASK_PRINTER = Duration.ofMinutes(1);

    private final Station station;
    private final StationScreen screen;
    private final Consumer<String> scanned;
    private final Runnable torn;
    private final Words words;
    private final TroubleWords troubleWords;
    private final BenchPins pins;
    private final Map<Kind, Device> known = new EnumMap<>(Kind.class);
    private final Heartbeat scannerBeat = new Heartbeat(System::nanoTime);
    private final Heartbeat pinsBeat = new Heartbeat(System::nanoTime);
    private final @Nullable SerialScanner scanner;
    private final @Nullable PrintDesk printing;
    private final AtomicBoolean looking = new AtomicBoolean();
    private String completed = "";

    /// @param scanned takes what the scanner read, on the scanner's thread
    /// @param torn called on that thread when a part of a code was heard
    BenchDevices(Station station, StationScreen screen, Consumer<String> scanned, Runnable torn) {
        this.station = station;
        this.screen = screen;
        this.scanned = scanned;
        this.torn = torn;
        this.words = screen.words();
        this.troubleWords = new TroubleWords(words);
        StationConfig settings = station.settings();
        this.pins = pins(settings.gpio());
        pins.whenTurning(pinsBeat::getAsLong);
        this.scanner =
                Devices.scanner(
                                settings.scanner(),
                                new DeviceClock(InstantSource.system(), scannerBeat))
                        .orElse(null);
        Optional<LabelPrinter> printer = Devices.printer(settings.printer());
        this.printing = printer.map(known -> printing(known, settings.printer())).orElse(null);
        for (Kind kind : Kind.values()) {
            known.put(kind, new Device(kind, State.ABSENT, ""));
        }
    }

    void start() {
        station.bench().listen(this::follow);
        station.onSignal(this::signal);
        station.onFrame(new FrameTail(screen::show));
        pins.start(status -> note(Kind.PINS, status));
        if (scanner != null) {
            scanner.start(
                    new ScannerListener() {
                        @Override
                        public void code(String text) {
                            scanned.accept(text);
                        }

                        @Override
                        public void torn() {
                            torn.run();
                        }

                        @Override
                        public void status(DeviceStatus status) {
                            note(Kind.SCANNER, status);
                        }
                    });
        }
        if (printing != null) {
            printing.watch(ASK_PRINTER, status -> note(Kind.PRINTER, status));
            printing.start();
        }
    }

    /// The loops that must turn for the station to be alive; none where nothing is connected.
    Map<String, Heart> hearts() {
        Map<String, Heart> hearts = new HashMap<>();
        if (scanner != null) {
            hearts.put("scanner", scannerBeat);
        }
        if (pins.isTurning()) {
            hearts.put("pins", pinsBeat);
        }
        return hearts;
    }

    /// Whether a label was asked for that is not yet in the store or on the paper.
    boolean isPrinting() {
        PrintDesk asked = printing;
        return asked != null && asked.isAtWork();
    }

    /// Asks the printer how it is, unless it is being asked already.
    void look() {
        PrintDesk asked = printing;
        if (asked != null && !looking.getAndSet(true)) {
            asked.status(status -> {
                looking.set(false);
                note(Kind.PRINTER, status);
            });
        }
    }

    void camera(CameraStatus status) {
        note(
                switch (status) {
                    case CameraStatus.Connecting(var source) ->
                            new Device(Kind.CAMERA, State.CONNECTING, source);
                    case CameraStatus.Online(var source) ->
                            new Device(Kind.CAMERA, State.ONLINE, source);
                    case CameraStatus.Offline(var problem, var detail) ->
                            new Device(
                                    Kind.CAMERA, State.OFFLINE, troubleWords.of(problem, detail));
                });
    }

    void print(String sessionId) {
        if (printing != null) {
            printing.again(sessionId);
        }
    }

    void testPrint() {
        SessionLabel label = label(station.settings().printer());
        Instant now = station.clock().instant();
        printNow(
                label.test(station.settings().station().name(), now.toString()),
                screen::showPrintTest);
    }

    /// @param lines what is in it, for people
    void printContainer(String code, List<String> lines) {
        printNow(
                label(station.settings().printer()).container(code, lines),
                screen::showContainerPrinted);
    }

    /// @param said gets what is wrong; an empty text if the label was printed
    private void printNow(LabelLayout label, Consumer<String> said) {
        if (printing == null) {
            said.accept(words.text("devices.no-printer"));
            return;
        }
        printing.now(
                label,
                result ->
                        said.accept(
                                switch (result) {
                                    case PrintResult.Printed _ -> "";
                                    case PrintResult.NotPrinted(var troubles) ->
                                            troubleWords.of(troubles);
                                    case PrintResult.Unsure(var troubles) ->
                                            troubleWords.of(troubles);
                                }));
        printing.status(status -> note(Kind.PRINTER, status));
    }

    void testLamp() {
        pins.test();
    }

    /// Every part of the station has answered: the lamp may go on winking.
    void beat() {
        pins.beat();
    }

    /// The lamp follows the bench; a label is printed once its session is completed, which is not before it is saved.
    private void follow(Situation situation) {
        pins.lamp(LampOfState.of(situation.state()));
        if (situation.state() instanceof Completed done && !done.record().id().equals(completed)) {
            completed = done.record().id();
            if (printing != null) {
                printing.first(completed);
            }
        }
    }

    private void signal(Signal.Kind kind) {
        pins.sound(
                switch (kind) {
                    case ACCEPTED -> Sound.ACCEPTED;
                    case WARNING -> Sound.WARNING;
                    case WRONG_ITEM -> Sound.WRONG_ITEM;
                });
    }

    /// The pedal is the main button of the weighing screens: what it accepts is what they show.
    private void pedal() {
        if (station.bench().situation().state() instanceof Weighing) {
            screen.pressMain();
        }
    }

    private BenchPins pins(GpioSettings settings) {
        return Devices.pins(settings, this::pedal);
    }

    private PrintDesk printing(LabelPrinter printer, PrinterSettings settings) {
        return new PrintDesk(
                new PrintDesk.Surroundings(
                        station.database(), station.own().printJobs(), label(settings), printer),
                station.clock(),
                station::newId,
                this::printed);
    }

    static SessionLabel label(PrinterSettings settings) {
        return new SessionLabel(settings.widthMm(), settings.heightMm());
    }

    private void printed(PrintNews news) {
        screen.show(
                new LabelState(
                        news.sessionId(),
                        news.copy(),
                        switch (news.status()) {
                            case WAITING -> LabelState.Progress.WAITING;
                            case PRINTED -> LabelState.Progress.PRINTED;
                            case UNSURE -> LabelState.Progress.UNSURE;
                        },
                        troubleWords.of(news.troubles())));
        PrintDesk asked = printing;
        if (asked != null) {
            asked.status(status -> note(Kind.PRINTER, status));
        }
    }

    private void note(Kind kind, DeviceStatus status) {
        note(
                switch (status) {
                    case DeviceStatus.Absent _ -> new Device(kind, State.ABSENT, "");
                    case DeviceStatus.Connecting(var what) ->
                            new Device(kind, State.CONNECTING, what);
                    case DeviceStatus.Online(var identity) ->
                            new Device(kind, State.ONLINE, identity);
                    case DeviceStatus.Offline(var _, var troubles) ->
                            new Device(kind, State.OFFLINE, troubleWords.of(troubles));
                });
    }

    /// Called by each device's own thread.
    private void note(Device device) {
        List<Device> all;
        boolean changed;
        synchronized (known) {
            changed = !device.equals(known.put(device.kind(), device));
            all = List.copyOf(known.values());
        }
        if (changed) {
            // Looked up here, not kept: the label's size is asked for before the first screen,
            // which
            // no logger may delay.
            LoggerFactory.getLogger("Devices").info("{}", device);
        }
        screen.show(new DeviceReport(all));
        station.otherDevices(
                all.stream()
                        .filter(one -> one.state() != State.ABSENT)
                        .map(one ->
                                new StationReport.Device(
                                        one.kind().name().toLowerCase(Locale.ROOT),
                                        one.state().name().toLowerCase(Locale.ROOT),
                                        one.detail()))
                        .toList());
    }

    @Override
    public void close() {
        pins.close();
        if (scanner != null) {
            scanner.close();
        }
        if (printing != null) {
            printing.close();
        }
    }
}
