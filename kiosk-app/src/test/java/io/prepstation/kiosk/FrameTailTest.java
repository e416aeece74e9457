package io.prepstation.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.device.balance.Balance;
import io.prepstation.device.balance.BalanceDecoder;
import io.prepstation.device.balance.BalanceProtocols;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.device.simulator.WireFault;
import io.prepstation.kiosk.bench.BalanceToBench;
import io.prepstation.kiosk.field.Heartbeat;
import io.prepstation.kiosk.ui.desk.BalanceFrame;
import io.prepstation.kiosk.ui.desk.BalanceFrame.Taken;
import io.prepstation.kiosk.ui.desk.LastFrames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("OPS-5")
class FrameTailTest {

    @TempDir Path folder;
    private final List<LastFrames> shown = new CopyOnWriteArrayList<>();
    private final FrameTail tail = new FrameTail(shown::add);
    private final BalanceDecoder sics =
            new BalanceDecoder(BalanceProtocols.named("mt-sics").orElseThrow());

    private List<BalanceFrame> after(String... frames) {
        Stream.of(frames).map(frame -> sics.first(frame + "\r\n")).forEach(tail);
        return shown.getLast().frames();
    }

    @Test
    void keeps_what_is_no_reading_with_what_it_was_taken_for() {
        assertEquals(
                List.of(
                        new BalanceFrame("?\u00ff7", Taken.NOISE),
                        new BalanceFrame("ES", Taken.ERROR),
                        new BalanceFrame("I4 A \"B21\"", Taken.INFO),
                        new BalanceFrame("S I", Taken.STATUS),
                        new BalanceFrame("S +", Taken.OVERLOAD),
                        new BalanceFrame("S D     12.3400 g", Taken.MOVING),
                        new BalanceFrame("S S     12.3401 g", Taken.STABLE)),
                after(
                        "S S     12.3401 g",
                        "S D     12.3400 g",
                        "S +",
                        "S I",
                        "I4 A \"B21\"",
                        "ES",
                        "?\u00ff7"));
    }

    @Test
    void keeps_the_last_eight() {
        Stream.iterate(0, i -> i + 1).limit(20).forEach(i -> after("S S     " + i + ".0000 g"));
        List<BalanceFrame> frames = shown.getLast().frames();
        assertEquals(8, frames.size());
        assertEquals("S S     19.0000 g", frames.getFirst().raw());
        assertEquals("S S     12.0000 g", frames.getLast().raw());
    }

    @Test
    void hears_the_garbage_of_a_bad_cable_from_the_driver_itself() throws Exception {
        try (SimulatedBalance simulated =
                        SimulatedBalance.mtSics(
                                folder.resolve("balance"), new SplittableRandom(20261122));
                Balance balance = balanceAt(simulated.portPath())) {
            balance.start(new BalanceToBench(_ -> {}, InstantSource.system(), tail));
            await().until(() -> heard(Taken.STABLE));
            simulated.suffer(WireFault.LOSE_BYTES);
            await().until(() -> heard(Taken.NOISE));
        }
    }

    private boolean heard(Taken taken) {
        return shown.stream()
                .flatMap(last -> last.frames().stream())
                .anyMatch(frame -> frame.taken() == taken);
    }

    private Balance balanceAt(Path port) throws Exception {
        Files.writeString(
                folder.resolve("station.toml"),
                "[balance]\nport = \"" + port + "\"\nprotocol = \"mt-sics\"\n");
        Loaded config = assertInstanceOf(Loaded.class, ConfigReader.read(folder));
        return Devices.balance(config.config().balance(), new Heartbeat(System::nanoTime));
    }
}
