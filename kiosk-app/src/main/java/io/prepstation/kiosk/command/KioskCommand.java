package io.prepstation.kiosk.command;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.device.DeviceException;
import io.prepstation.kiosk.Kiosk;
import io.prepstation.kiosk.demo.DemoFailed;
import io.prepstation.kiosk.demo.Playground;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.ui.FxToolkit;
import io.prepstation.kiosk.ui.KioskWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// The kiosk itself.
@Command(name = "kiosk", description = "Runs the station with its screens.")
final class KioskCommand implements Callable<Integer> {

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
            names = "--until-drawn",
            hidden = true,
            description = "ends when the first screen is drawn: for making the start cache")
    boolean untilDrawn;

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
            KioskRun.withoutScreens(station.options);
        } else {
            new KioskRun(station.options, mode(), remote, untilDrawn).run();
        }
        return ExitCode.OK;
    }

    private void runSimulated()
            throws StoreException, IOException, InterruptedException, DeviceException {
        if (hubClassPath == null || demoData == null) {
            throw new CommandFailed(
                    ExitCode.USAGE, "a simulated bench is started by scripts/kiosk --simulate");
        }
        try (Playground playground = new Playground(out, hubClassPath, demoData)) {
            StationOptions options = new StationOptions();
            options.data = playground.data();
            options.config = playground.config();
            Loaded config = options.configuration();
            try (Kiosk kiosk = new Kiosk(config, FxToolkit.start(mode()))) {
                kiosk.start(KioskRun.opened(options.data, config));
                kiosk.openPanel(playground.toy());
                kiosk.awaitClosed();
            }
        } catch (DemoFailed e) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND, e.getMessage() + "\n(logs are in " + out + "/log)", e);
        }
    }

    KioskWindow.Mode mode() {
        if (headless) {
            return KioskWindow.Mode.HEADLESS;
        }
        return fullScreen ? KioskWindow.Mode.FULL_SCREEN : KioskWindow.Mode.WINDOW;
    }
}
