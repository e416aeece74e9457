package io.prepstation.kiosk.command;

import io.prepstation.config.ConfigResult;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.kiosk.Kiosk;
import io.prepstation.kiosk.Station;
import io.prepstation.kiosk.StationLabs;
import io.prepstation.kiosk.demo.EventHands;
import io.prepstation.kiosk.demo.RemoteControl;
import io.prepstation.kiosk.demo.ScreenHands;
import io.prepstation.kiosk.store.NativeSqlite;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.ui.FxToolkit;
import io.prepstation.kiosk.ui.KioskWindow.Mode;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.people.Authentication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of the kiosk with its screens. An operator waits for the first of them: JavaFX starts while the configuration
/// is read, and nothing else begins before the sign-in screen is drawn.
///
/// @param remote whether another program taps and watches over standard input and output
/// @param untilDrawn whether it ends when the first screen is drawn: for making the start cache
record KioskRun(StationOptions options, Mode mode, boolean remote, boolean untilDrawn) {

    private static final String DRAWN = "{\"event\":\"drawn\"}";

    /// Made when it is first used, which is after the first screen.
    private static final class Signals {
        private static final Logger log = LoggerFactory.getLogger("Kiosk");
    }

    void run() throws StoreException, IOException, InterruptedException {
        FxToolkit toolkit = FxToolkit.start(mode);
        Loaded config = options.configuration();
        try (Kiosk kiosk = new Kiosk(config, toolkit)) {
            kiosk.awaitDrawn();
            if (remote || untilDrawn) {
                System.out.println(DRAWN);
            }
            if (!untilDrawn) {
                try (JournalWatch _ = watched(options, config, kiosk::follow)) {
                    run(kiosk, config);
                }
            }
        }
    }

    /// The kiosk that only another program sees and uses.
    static void withoutScreens(StationOptions options)
            throws StoreException, IOException, InterruptedException {
        Loaded config = options.configuration();
        try (Station station = opened(options.data, config);
                JournalWatch _ = watched(options, config, _ -> {})) {
            station.start();
            obey(station, new RemoteControl(new EventHands(station), System.out));
        }
    }

    private void run(Kiosk kiosk, Loaded config)
            throws StoreException, IOException, InterruptedException {
        if (remote) {
            Station station = opened(options.data, config);
            RemoteControl control =
                    new RemoteControl(
                            new ScreenHands(kiosk.screen(), new EventHands(station)), System.out);
            kiosk.onCamera(control::show);
            kiosk.start(station);
            obey(station, control);
        } else {
            prepare(options.data, config);
            StationLabs labs = StationLabs.open(options.data, config, KioskRun::signal);
            if (!labs.current().map(labs::fits).orElse(true)) {
                labs.close();
                throw new CommandFailed(ExitCode.USAGE, StationLabs.NO_PIN_WITHOUT_A_HUB);
            }
            kiosk.start(labs);
            kiosk.awaitClosed();
        }
    }

    private static JournalWatch watched(
            StationOptions options, Loaded config, Consumer<ConfigResult> changed) {
        return JournalWatch.start(
                options.config, config.config().log(), JournalWatch.PAUSE, changed);
    }

    private static void prepare(Path data, Loaded config) {
        Journal.apply(config.config().log());
        NativeSqlite.keepIn(data);
    }

    /// The station of the lab it works for; nothing of it runs yet.
    static Station opened(Path data, Loaded config) throws StoreException {
        prepare(data, config);
        StationEnrolment enrolment = Labs.enrolment(data);
        if (!enrolment.hasHub()
                && config.config().station().signIn() == Authentication.BADGE_AND_PIN) {
            throw new CommandFailed(ExitCode.USAGE, StationLabs.NO_PIN_WITHOUT_A_HUB);
        }
        return new Station(data, config, enrolment, KioskRun::signal);
    }

    /// Lets another program see and do what a person at the bench sees and does, until it closes standard input.
    private static void obey(Station opened, RemoteControl control)
            throws IOException, InterruptedException {
        opened.bench().listen(control::show);
        control.show(opened.bench().situation());
        opened.sync().ifPresent(engine -> engine.onStatus(control::show));
        control.obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    /// Sound and lamp need the bench's pins; until a station has them the screen alone tells.
    private static void signal(Signal.Kind kind) {
        Signals.log.debug("signal {}", kind);
    }
}
