package io.prepstation.kiosk.command;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.device.DeviceException;
import io.prepstation.kiosk.Kiosk;
import io.prepstation.kiosk.Station;
import io.prepstation.kiosk.demo.DemoFailed;
import io.prepstation.kiosk.demo.EventHands;
import io.prepstation.kiosk.demo.Playground;
import io.prepstation.kiosk.demo.RemoteControl;
import io.prepstation.kiosk.demo.ScreenHands;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.ui.KioskWindow;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.people.Authentication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// The kiosk itself.
@Command(name = "kiosk", description = "Runs the station with its screens.")
final class KioskCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger("Kiosk");

    @ParentCommand StationCommand station;

    @Option(names = "--full-screen", description = "the whole screen, without a way out")
    boolean fullScreen;

    @Option(names = "--headless", description = "no display: screens exist for pictures only")
    boolean headless;

    @Option(
            names = "--no-screens",
            hidden = true,
            description = "no screens at all; needs --remote")
    boolean noScreens;

    @Option(
            names = "--remote",
            hidden = true,
            description = "prints every change as a JSON line and obeys commands on standard input")
    boolean remote;

    @Option(
            names = "--simulate",
            description =
                    "brings its own hub, balance and camera, and a panel to pour, scan and pull cables")
    boolean simulate;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "with --simulate: where everything goes, made anew (default: target/simulate)")
    Path out =
            Path.of(System.getProperty("prepstation.data", "target/data"))
                    .resolveSibling("simulate");

    @Option(names = "--hub-class-path", hidden = true)
    @Nullable String hubClassPath;

    @Option(names = "--demo-data", hidden = true)
    @Nullable Path demoData;

    @Override
    public Integer call()
            throws StoreException, IOException, InterruptedException, DeviceException {
        if (simulate) {
            runSimulated();
        } else if (noScreens) {
            runWithoutScreens(opened(station.options.data, station.options.configuration()));
        } else {
            runWithScreens(opened(station.options.data, station.options.configuration()));
        }
        return ExitCode.OK;
    }

    private static Station opened(Path data, Loaded config) throws StoreException {
        Journal.apply(config.config().log());
        StationEnrolment enrolment = Labs.enrolment(data);
        if (!enrolment.hasHub()
                && config.config().station().signIn() == Authentication.BADGE_AND_PIN) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "without a hub nobody can check a PIN: set station.sign_in = \"chosen\" in"
                            + " station.toml (it proves nothing, and is printed so), or join a hub:"
                            + " station enrol");
        }
        return new Station(data, config, enrolment, KioskCommand::signal);
    }

    private void runSimulated()
            throws StoreException, IOException, InterruptedException, DeviceException {
        if (hubClassPath == null || demoData == null) {
            throw new CommandFailed(
                    ExitCode.USAGE, "a simulated bench is started by scripts/kiosk --simulate");
        }
        try (Playground playground = new Playground(out, hubClassPath, demoData)) {
            StationOptions options = new StationOptions();
            options.config = playground.config();
            try (Kiosk kiosk =
                    new Kiosk(opened(playground.data(), options.configuration()), mode())) {
                kiosk.start();
                kiosk.openPanel(playground.toy());
                kiosk.awaitClosed();
            }
        } catch (DemoFailed e) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND, e.getMessage() + "\n(logs are in " + out + "/log)", e);
        }
    }

    private void runWithScreens(Station opened)
            throws StoreException, IOException, InterruptedException {
        try (Kiosk kiosk = new Kiosk(opened, mode())) {
            if (remote) {
                RemoteControl control =
                        new RemoteControl(
                                new ScreenHands(kiosk.screen(), new EventHands(opened)),
                                System.out);
                kiosk.onCamera(control::show);
                kiosk.start();
                obey(opened, control);
            } else {
                kiosk.start();
                kiosk.awaitClosed();
            }
        }
    }

    private static void runWithoutScreens(Station opened)
            throws StoreException, IOException, InterruptedException {
        try (opened) {
            opened.start();
            obey(opened, new RemoteControl(new EventHands(opened), System.out));
        }
    }

    private static void obey(Station opened, RemoteControl control)
            throws IOException, InterruptedException {
        opened.bench().listen(control::show);
        control.show(opened.bench().situation());
        opened.sync().ifPresent(engine -> engine.onStatus(control::show));
        control.obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    private KioskWindow.Mode mode() {
        if (headless) {
            return KioskWindow.Mode.HEADLESS;
        }
        return fullScreen ? KioskWindow.Mode.FULL_SCREEN : KioskWindow.Mode.WINDOW;
    }

    /// Sound and lamp need the bench's pins; until a station has them the screen alone tells.
    private static void signal(Signal.Kind kind) {
        log.debug("signal {}", kind);
    }
}
