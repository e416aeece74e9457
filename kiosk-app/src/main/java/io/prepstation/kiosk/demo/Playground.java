package io.prepstation.kiosk.demo;

import io.prepstation.device.DeviceException;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.kiosk.ui.panel.BenchToy;
import io.prepstation.kiosk.ui.panel.BenchToy.Button;
import io.prepstation.kiosk.ui.panel.BenchToy.Group;
import io.prepstation.kiosk.ui.panel.BenchToy.ToyFailed;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// A bench to try by hand: hub, simulated balance and camera, set up like those of the demonstration.
public final class Playground implements AutoCloseable {

    private static final Duration POURING = Duration.ofSeconds(3);

    private final DemoDirectory directory;
    private final DemoHub hub;
    private final SimulatedBalance balance;
    private final SimulatedWorld world;

    /// Sets everything up anew in a directory; takes some seconds.
    ///
    /// @throws DemoFailed if the hub or the enrolment fails
    public Playground(Path out, String hubClassPath, Path demoData)
            throws IOException, InterruptedException, DemoFailed, DeviceException {
        directory = new DemoDirectory(out);
        directory.prepare();
        hub = new DemoHub(hubClassPath, directory.hub(), directory.log("hub"));
        hub.setUp(demoData.resolve("formulas.csv"), demoData.resolve("hazards.csv"));
        hub.start();
        hub.enrolStation(directory.data(), directory.log("kiosk"));
        SplittableRandom random = new SplittableRandom();
        balance = SimulatedBalance.mtSics(directory.balancePort(), random.split());
        world =
                new SimulatedWorld(
                        balance,
                        new CameraFolder(directory.cameraFolder()),
                        POURING,
                        random.split());
        directory.writeConfig("mt-sics");
    }

    /// The station's data directory.
    public Path data() {
        return directory.data();
    }

    /// The station's configuration directory.
    public Path config() {
        return directory.config();
    }

    /// Everything a hand can do here.
    public BenchToy toy() {
        return new BenchToy(
                List.of(
                        new Group(
                                "Vessel",
                                List.of(
                                        new Button("Place", world::placeVessel),
                                        new Button("Lift", world::liftVessel),
                                        new Button("Put back", world::returnVessel),
                                        new Button("Clear the pan", world::clearPan))),
                        new Group(
                                "Hold a label up",
                                List.of(
                                        label(
                                                "Badge (PIN " + DemoHub.FIRST_PIN + ")",
                                                "B=" + DemoHub.OPERATOR_BADGE),
                                        label("Formula PRM00936", "F=PRM00936"),
                                        label("Formula PRM00101", "F=PRM00101"),
                                        label("Sodium chloride", "I=ING-0042"),
                                        label("Potassium chloride", "I=ING-0043"),
                                        label("Na₂HPO₄", "I=ING-0051"),
                                        label("KH₂PO₄", "I=ING-0052"),
                                        new Button("Nothing", () -> failing(world::clearView)))),
                        new Group(
                                "Balance cable",
                                List.of(
                                        new Button("Pull", () -> failing(world::unplug)),
                                        new Button("Plug in", () -> failing(world::replug)))),
                        new Group(
                                "Hub",
                                List.of(
                                        new Button("Off", hub::stop),
                                        new Button("On", () -> failing(hub::start))))),
                text -> failing(() -> world.holdUp(text)),
                grams -> failing(() -> world.pour(new BigDecimal(grams))));
    }

    private Button label(String name, String text) {
        return new Button(name, () -> failing(() -> world.holdUp(text)));
    }

    private interface Work {
        void run() throws IOException, DeviceException, DemoFailed, InterruptedException;
    }

    private static void failing(Work work) throws ToyFailed, InterruptedException {
        try {
            work.run();
        } catch (IOException | DeviceException | DemoFailed e) {
            throw new ToyFailed(String.valueOf(e.getMessage()), e);
        } catch (NumberFormatException e) {
            throw new ToyFailed("a mass in grams looks like 10.0", e);
        }
    }

    @Override
    public void close() {
        balance.close();
        hub.close();
    }
}
