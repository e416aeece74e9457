package io.prepstation.kiosk.ui.devices;

import io.prepstation.kiosk.ui.desk.DeviceReport;
import io.prepstation.kiosk.ui.desk.DeviceReport.Device;
import io.prepstation.kiosk.ui.desk.DeviceReport.Kind;
import io.prepstation.kiosk.ui.desk.DeviceReport.State;
import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.frame.Actions;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.BalanceWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.bench.Pan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The state and reason of each device, and the last frames of the balance as they came.
public final class DevicesViewModel {

    private static final int FRAMES = 8;

    private final Words words;
    private final Runnable openBalance;
    private final BalanceWords balanceWords;
    private final ReadOnlyObjectWrapper<List<DeviceLine>> lines =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<String>> frames =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<String> result = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyObjectWrapper<Actions> actions;
    private final Deque<String> heard = new ArrayDeque<>();
    private boolean asked;
    private long lastFrame = -1;
    private DeviceReport report = new DeviceReport(List.of());
    private DeviceLine balance;

    /// @param close goes back to the home screen
    /// @param openBalance shows the checks of the balance
    public DevicesViewModel(StationDesk desk, Words words, Runnable close, Runnable openBalance) {
        this.openBalance = openBalance;
        this.words = words;
        this.balanceWords = new BalanceWords(words);
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
                                        desk::testLamp)));
    }

    public ReadOnlyObjectProperty<List<DeviceLine>> lines() {
        return lines.getReadOnlyProperty();
    }

    /// Raw frames of the balance, the newest first.
    public ReadOnlyObjectProperty<List<String>> frames() {
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
        asked = true;
        result.set(words.text("devices.test-balance.asked"));
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
        balance =
                new DeviceLine(
                        words.text("devices.balance"),
                        state(pan.status()),
                        balanceWords.brief(pan.status()),
                        detail(pan));
        BalanceReading latest = pan.latest();
        if (latest != null && latest.frame().number() != lastFrame) {
            lastFrame = latest.frame().number();
            heard.addFirst(latest.frame().raw());
            answer(latest);
            while (heard.size() > FRAMES) {
                heard.removeLast();
            }
            frames.set(List.copyOf(heard));
        }
        refresh();
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
