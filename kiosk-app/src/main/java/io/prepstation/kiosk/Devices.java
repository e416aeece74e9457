package io.prepstation.kiosk;

import io.prepstation.config.BalanceSettings;
import io.prepstation.config.CameraSettings;
import io.prepstation.config.GpioSettings;
import io.prepstation.config.PrinterSettings;
import io.prepstation.config.ScannerSettings;
import io.prepstation.device.DeviceClock;
import io.prepstation.device.balance.Balance;
import io.prepstation.device.balance.BalanceProtocol;
import io.prepstation.device.balance.BalanceProtocols;
import io.prepstation.device.balance.BalanceSettings.Declared;
import io.prepstation.device.balance.GenericBalance;
import io.prepstation.device.balance.GenericFormat;
import io.prepstation.device.balance.SerialBalance;
import io.prepstation.device.camera.Camera;
import io.prepstation.device.camera.CommandFrames;
import io.prepstation.device.camera.FolderFrames;
import io.prepstation.device.camera.FrameFormat;
import io.prepstation.device.camera.FrameSource;
import io.prepstation.device.camera.QrReader;
import io.prepstation.device.camera.RepeatFilter;
import io.prepstation.device.camera.Symbology;
import io.prepstation.device.camera.V4l2Command;
import io.prepstation.device.gpio.BenchPins;
import io.prepstation.device.gpio.Board;
import io.prepstation.device.gpio.PinPlan;
import io.prepstation.device.printer.CupsPrinter;
import io.prepstation.device.printer.LabelPrinter;
import io.prepstation.device.printer.ZplPrinter;
import io.prepstation.device.scanner.SerialScanner;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.serial.LineFramer;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.kiosk.bench.AbsentBalance;
import io.prepstation.kiosk.field.Heartbeat;
import io.prepstation.kiosk.report.LabelPdf;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.formula.ScannedCode.BadgeCode;
import io.prepstation.model.formula.ScannedCode.BareCode;
import io.prepstation.model.formula.ScannedCode.ContainerCode;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.formula.ScannedCode.Gs1Code;
import io.prepstation.model.formula.ScannedCode.IngredientCode;
import io.prepstation.model.formula.ScannedCode.LotCode;
import io.prepstation.model.formula.ScannedCode.OpenSession;
import io.prepstation.model.formula.ScannedCode.StartFormula;
import io.prepstation.model.formula.ScannedCode.TornCode;
import io.prepstation.model.formula.ScannedCode.UnknownCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The devices as the configuration describes them.
final class Devices {

    /// A label that was away for so long counts again.
    private static final Duration OUT_OF_VIEW = Duration.ofSeconds(1);

    private static final Duration PRINTER_PATIENCE = Duration.ofSeconds(5);
    private static final String GENERIC = "generic";

    private Devices() {}

    /// @param beat the monotonic clock of the balance's loop, which shows that it turns
    static Balance balance(BalanceSettings settings, Heartbeat beat) {
        String port = settings.port();
        if (port == null) {
            return new AbsentBalance();
        }
        return new SerialBalance(
                new JsscSerialPort(port, line(settings.line())),
                protocol(settings),
                new io.prepstation.device.balance.BalanceSettings(
                        settings.unit(),
                        settings.model(),
                        settings.serialNumber(),
                        settings.maximum(),
                        settings.readability(),
                        declared(settings.declared())),
                new DeviceClock(InstantSource.system(), beat));
    }

    static BalanceProtocol protocol(BalanceSettings settings) {
        if (settings.protocol().equals(GENERIC)) {
            return new GenericBalance(generic(settings.generic()));
        }
        return BalanceProtocols.named(settings.protocol())
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the configuration admits protocol "
                                        + settings.protocol()
                                        + ", the drivers do not"));
    }

    private static Declared declared(BalanceSettings.Declared declared) {
        Duration window = declared.stabilityWindow();
        return new Declared(
                window.isZero() ? null : window, declared.assumesUnit(), declared.printsOnly());
    }

    /// Marks that are left out are those of a plain line.
    private static GenericFormat generic(BalanceSettings.Generic generic) {
        GenericFormat plain = GenericFormat.PLAIN;
        String pattern = generic.pattern();
        return new GenericFormat(
                generic.request(),
                generic.zero(),
                LineFramer.Terminator.valueOf(generic.lineEnd().name()),
                pattern == null ? plain.line() : Pattern.compile(pattern),
                Set.copyOf(generic.stableMarks()),
                Set.copyOf(generic.unstableMarks()),
                orElse(generic.overloadMarks(), plain.overloadMarks()),
                orElse(generic.underloadMarks(), plain.underloadMarks()));
    }

    private static Set<String> orElse(List<String> marks, Set<String> otherwise) {
        return marks.isEmpty() ? otherwise : Set.copyOf(marks);
    }

    /// Empty where a code scanner does the work.
    static Optional<Camera> camera(CameraSettings settings, DeviceClock clock) {
        return frames(settings, clock)
                .map(source ->
                        new Camera(
                                source,
                                new RepeatFilter(OUT_OF_VIEW, Devices::known, clock),
                                new QrReader(symbologies(settings), clock)));
    }

    static Optional<FrameSource> frames(CameraSettings settings, DeviceClock clock) {
        FrameFormat format =
                new FrameFormat(
                        settings.width(),
                        settings.height(),
                        FrameFormat.Pixels.valueOf(settings.format().name()));
        return switch (settings.kind()) {
            case NONE -> Optional.empty();
            case COMMAND -> Optional.of(new CommandFrames(settings.command(), format, clock));
            case V4L2 ->
                    Optional.ofNullable(settings.device())
                            .map(device -> usbCamera(device, settings, clock));
            case FOLDER ->
                    Optional.ofNullable(settings.folder())
                            .map(folder ->
                                    new FolderFrames(
                                            folder,
                                            Duration.ofSeconds(1)
                                                    .dividedBy(settings.framesPerSecond()),
                                            clock));
        };
    }

    private static FrameSource usbCamera(Path device, CameraSettings settings, DeviceClock clock) {
        return new CommandFrames(
                V4l2Command.of(
                        device, settings.width(), settings.height(), settings.framesPerSecond()),
                new FrameFormat(settings.width(), settings.height(), FrameFormat.Pixels.GRAY),
                clock);
    }

    private static Set<Symbology> symbologies(CameraSettings settings) {
        return settings.codes().stream()
                .map(code -> Symbology.valueOf(code.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Empty where none is on a serial line.
    static Optional<SerialScanner> scanner(ScannerSettings settings, DeviceClock clock) {
        return Optional.ofNullable(settings.port())
                .map(port ->
                        new SerialScanner(
                                new JsscSerialPort(
                                        port, PortSettings.eightNoneOne(settings.baud())),
                                LineFramer.Terminator.valueOf(settings.terminator().name()),
                                clock));
    }

    /// Empty where none is configured.
    static Optional<LabelPrinter> printer(PrinterSettings settings) {
        return switch (settings.kind()) {
            case NONE -> Optional.empty();
            case ZPL ->
                    Optional.of(
                            new ZplPrinter(
                                    settings.host(),
                                    settings.port(),
                                    settings.dotsPerMm(),
                                    PRINTER_PATIENCE));
            case CUPS ->
                    Optional.of(
                            new CupsPrinter(
                                    settings.command(),
                                    settings.statusCommand(),
                                    settings.queue(),
                                    new LabelPdf()));
        };
    }

    static BenchPins pins(GpioSettings settings, Runnable footSwitch) {
        return new BenchPins(
                new PinPlan(
                        settings.footSwitch(),
                        settings.green(),
                        settings.amber(),
                        settings.red(),
                        settings.buzzer()),
                Board.valueOf(settings.board().name()),
                DeviceClock.system(),
                footSwitch);
    }

    /// A code of a form that stations print needs to be read once only; any other must be read twice alike.
    private static boolean known(String text) {
        return switch (FormulaCode.parse(text)) {
            case UnknownCode _, TornCode _, BareCode _ -> false;
            case StartFormula _,
                    OpenSession _,
                    ContainerCode _,
                    LotCode _,
                    IngredientCode _,
                    Gs1Code _,
                    BadgeCode _,
                    EnrolmentCode _ ->
                    true;
        };
    }

    static PortSettings line(BalanceSettings.Line line) {
        return new PortSettings(
                line.baud(),
                line.dataBits(),
                PortSettings.Parity.valueOf(line.parity().name()),
                line.stopBits() == 1 ? PortSettings.StopBits.ONE : PortSettings.StopBits.TWO,
                PortSettings.FlowControl.valueOf(line.flowControl().name()),
                line.dtr(),
                line.rts());
    }
}
