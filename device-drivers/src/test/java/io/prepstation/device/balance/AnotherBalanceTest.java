package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceException;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.OfflineReason;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every protocol with a question for it notices by the serial number that another balance hangs on the cable; in virtual
/// time.
@Tag("WEI-5")
@Execution(ExecutionMode.CONCURRENT)
class AnotherBalanceTest {

    private final Recorder recorder = new Recorder();

    static List<SpokenWith> asked() {
        return SpokenWith.all().stream()
                .filter(spokenWith -> !spokenWith.protocol().identify().isEmpty())
                .toList();
    }

    static List<SpokenWith> neverAsked() {
        return SpokenWith.all().stream()
                .filter(spokenWith -> spokenWith.protocol().identify().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("asked")
    void is_refused_before_any_weight(SpokenWith spokenWith) throws Exception {
        Offline offline =
                connection(new FirmwarePort(spokenWith), spokenWith, "B207696838").weighUntilLost();
        assertEquals(OfflineReason.WRONG_BALANCE, offline.reason());
        assertEquals(
                "virtual: another balance is at this cable: its serial number is SIM0000001,"
                        + " configured is B207696838",
                offline.detail());
        assertEquals(List.of(), recorder.readings);
    }

    /// Also where the one before it weighed without ever saying who it was.
    @ParameterizedTest
    @MethodSource("asked")
    void is_refused_after_one_that_did_not_answer(SpokenWith spokenWith) throws Exception {
        Remembered mute = new Remembered();
        List<BalanceRequest> asked = spokenWith.protocol().identify();
        mute.unanswered(asked, asked);
        Offline offline =
                connection(new FirmwarePort(spokenWith), spokenWith, "B207696838", mute)
                        .weighUntilLost();
        assertEquals(OfflineReason.WRONG_BALANCE, offline.reason());
        assertEquals(List.of(), recorder.readings);
    }

    /// What cannot be compared is not held against it.
    @ParameterizedTest
    @MethodSource("neverAsked")
    void cannot_be_noticed_where_it_cannot_be_asked(SpokenWith spokenWith) {
        FirmwarePort port = new FirmwarePort(spokenWith);
        recorder.onReading = _ -> port.pull();
        BalanceConnection connection = connection(port, spokenWith, "B207696838");
        assertThrows(DeviceException.class, connection::weighUntilLost);
        assertTrue(recorder.newest().isPresent());
    }

    private BalanceConnection connection(
            FirmwarePort port, SpokenWith spokenWith, String serialNumber) {
        return connection(port, spokenWith, serialNumber, new Remembered());
    }

    private BalanceConnection connection(
            FirmwarePort port, SpokenWith spokenWith, String serialNumber, Remembered remembered) {
        BalanceSettings own = spokenWith.settings();
        BalanceSettings settings =
                new BalanceSettings(
                        own.unit(),
                        own.model(),
                        serialNumber,
                        own.maximum(),
                        own.readability(),
                        own.declared());
        return new BalanceConnection(
                new Conversation(
                        port,
                        spokenWith.protocol(),
                        port.clock(),
                        new AtomicLong()::incrementAndGet),
                settings,
                new LinkedBlockingQueue<>(),
                recorder,
                remembered,
                recorder::status);
    }
}
