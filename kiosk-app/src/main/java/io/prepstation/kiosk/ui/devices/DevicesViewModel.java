package io.prepstation.kiosk.ui.devices;

import io.prepstation.kiosk.ui.desk.BalanceFrame;
import io.prepstation.kiosk.ui.desk.DeviceReport;
import io.prepstation.kiosk.ui.desk.DeviceReport.Device;
import io.prepstation.kiosk.ui.desk.DeviceReport.Kind;
import io.prepstation.kiosk.ui.desk.DeviceReport.State;
import io.prepstation.kiosk.ui.desk.LastFrames;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.BalanceWords;
import io.prepstation.kiosk.ui.words.RawText;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.bench.Pan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The state and reason of each device, and the last frames of the balance as they came.
public final class DevicesViewModel {

    /// A printer only tells how it is when it is asked.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final StationDesk desk;
    private final InstantSource clock;
    private final Words words;
    private final Runnable openBalance;
    private final BalanceWords balanceWords;
    private final ReadOnlyObjectWrapper<List<DeviceLine>> lines =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<FrameLine>> frames =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<String> result = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Actions> actions;
    private boolean asked;
    private long lastFrame = -1;
    private Instant lookedAt = Instant.EPOCH;
    private @Nullable BalanceStatus status;
    private DeviceReport report = new DeviceReport(List.of());
    private DeviceLine balance;

    /// @param close goes back to the home screen
    /// @param openBalance shows the checks of the balance
    public DevicesViewModel(
            StationDesk desk,
            InstantSource clock,
            Words words,
            Runnable close,
            Runnable openBalance) {
        this.clock = clock;
        this.openBalance = openBalance;
        this.desk = desk;
        this.words = words;
        this.balanceWords = new BalanceWords(words, desk::balanceLine);
        this.balance = new DeviceLine(words.text("devices.balance"), State.CONNECTING, "", "");
        this.actions =
                new ReadOnlyObjectWrapper<>(
                        new Actions(
                                new Action(words.text("action.back"), Icon.BACK, close),
                                new Action(
                                        words.text("devices.test-print"),
                                        Icon.PRINT,
                                        desk::testPrint),
                                new Action(
                                        words.text("devices.test-lamp"),
                                        Icon.LAMP,
                                        this::testLamp)));
    }

    public ReadOnlyObjectProperty<List<DeviceLine>> lines() {
        return lines.getReadOnlyProperty();
    }

    /// Raw frames of the balance, errors and garbage among them, the newest first.
    public ReadOnlyObjectProperty<List<FrameLine>> frames() {
        return frames.getReadOnlyProperty();
    }

    /// What the last test came to.
    public ReadOnlyObjectProperty<String> result() {
        return result.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Actions> actions() {
        return actions.getReadOnlyProperty();
    }

    /// Says what the balance answers next; nothing is sent to it, because a vessel may stand there.
    public void testBalance() {
        BalanceStatus known = status;
        if (known instanceof BalanceStatus.Offline) {
            result.set(words.text("devices.test-balance.offline", balanceWords.advice(known)));
        } else {
            asked = true;
            result.set(words.text("devices.test-balance.asked"));
        }
    }

    /// Only eyes and ears tell whether it works; where there is none, that is said.
    private void testLamp() {
        Optional<Device> pins =
                report.devices().stream().filter(one -> one.kind() == Kind.PINS).findFirst();
        State state = pins.map(Device::state).orElse(State.ABSENT);
        result.set(
                switch (state) {
                    case ABSENT -> words.text("devices.no-pins");
                    case OFFLINE -> pins.map(Device::detail).orElse("");
                    case CONNECTING, ONLINE -> words.text("devices.test-lamp.running");
                });
        if (state == State.CONNECTING || state == State.ONLINE) {
            desk.testLamp();
        }
    }

    /// The screen is in view: what only tells how it is when asked is asked now and then.
    public void inView() {
        Instant now = clock.instant();
        if (Duration.between(lookedAt, now).abs().compareTo(LOOK_AGAIN) >= 0) {
            lookedAt = now;
            desk.lookUpDevices();
        }
    }

    public void balanceTapped() {
        openBalance.run();
    }

    public void show(DeviceReport next) {
        report = next;
        refresh();
    }

    /// @param problem empty if the test label was printed
    public void showPrintTest(String problem) {
        result.set(problem.isEmpty() ? words.text("devices.test-print.done") : problem);
    }

    public void show(Pan pan) {
        status = pan.status();
        balance =
                new DeviceLine(
                        words.text("devices.balance"),
                        state(pan.status()),
                        balanceWords.brief(pan.status()),
                        detail(pan));
        BalanceReading latest = pan.latest();
        if (latest != null && latest.frame().number() != lastFrame) {
            lastFrame = latest.frame().number();
            answer(latest);
        }
        refresh();
    }

    public void show(LastFrames heard) {
        frames.set(heard.frames().stream().map(this::line).toList());
        if (asked && !heard.frames().isEmpty()) {
            noWeight(heard.frames().getFirst()).ifPresent(result::set);
        }
    }

    /// What there is to say of a frame that is no weight; the test goes on until one comes.
    private Optional<String> noWeight(BalanceFrame frame) {
        String shown = RawText.shown(frame.raw());
        return switch (frame.taken()) {
            case STABLE, MOVING, UNMARKED, OVERLOAD, UNDERLOAD, INFO -> Optional.empty();
            case STATUS -> Optional.of(words.text("devices.test-balance.status", shown));
            case ERROR -> Optional.of(words.text("devices.test-balance.error", shown));
            case NOISE -> Optional.of(words.text("devices.test-balance.noise", shown));
        };
    }

    private FrameLine line(BalanceFrame frame) {
        return new FrameLine(
                RawText.shown(frame.raw()),
                switch (frame.taken()) {
                    case STABLE -> words.text("devices.frame.stable");
                    case MOVING -> words.text("devices.frame.moving");
                    case UNMARKED -> words.text("devices.frame.unmarked");
                    case OVERLOAD -> words.text("devices.frame.overload");
                    case UNDERLOAD -> words.text("devices.frame.underload");
                    case STATUS -> words.text("devices.frame.status");
                    case INFO -> words.text("devices.frame.info");
                    case ERROR -> words.text("devices.frame.error");
                    case NOISE -> words.text("devices.frame.noise");
                });
    }

    private void answer(BalanceReading reading) {
        if (asked) {
            asked = false;
            result.set(
                    switch (reading) {
                        case BalanceReading.Stable(var mass, var _, var _) ->
                                words.text("devices.test-balance.stable", mass.toString());
                        case BalanceReading.Unstable(var mass, var _) ->
                                words.text("devices.test-balance.moving", mass.toString());
                        case BalanceReading.Unmarked(var mass, var _) ->
                                words.text("devices.test-balance.unmarked", mass.toString());
                        case BalanceReading.Overload _ -> words.text("devices.test-balance.over");
                        case BalanceReading.Underload _ -> words.text("devices.test-balance.under");
                    });
        }
    }

    private void refresh() {
        List<DeviceLine> next = new ArrayList<>();
        next.add(balance);
        report.devices().stream().map(this::line).forEach(next::add);
        if (!next.equals(lines.get())) {
            lines.set(List.copyOf(next));
        }
    }

    private DeviceLine line(Device device) {
        return new DeviceLine(
                name(device.kind()), device.state(), word(device.state()), device.detail());
    }

    private String detail(Pan pan) {
        return switch (pan.status()) {
            case BalanceStatus.Online(var identity) ->
                    words.text(
                            "devices.balance.identity", identity.model(), identity.serialNumber());
            case BalanceStatus.Connecting _, BalanceStatus.Offline _ ->
                    balanceWords.advice(pan.status());
        };
    }

    private static State state(BalanceStatus status) {
        return switch (status) {
            case BalanceStatus.Connecting _ -> State.CONNECTING;
            case BalanceStatus.Online _ -> State.ONLINE;
            case BalanceStatus.Offline _ -> State.OFFLINE;
        };
    }

    private String name(Kind kind) {
        return switch (kind) {
            case CAMERA -> words.text("devices.camera");
            case SCANNER -> words.text("devices.scanner");
            case PRINTER -> words.text("devices.printer");
            case PINS -> words.text("devices.pins");
        };
    }

    private String word(State state) {
        return switch (state) {
            case ABSENT -> words.text("devices.absent");
            case CONNECTING -> words.text("devices.connecting");
            case ONLINE -> words.text("devices.online");
            case OFFLINE -> words.text("devices.offline");
        };
    }
}
