package io.prepstation.kiosk.command;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.kiosk.Kiosk;
import io.prepstation.kiosk.OpenedLab;
import io.prepstation.kiosk.Station;
import io.prepstation.kiosk.demo.EventHands;
import io.prepstation.kiosk.demo.RemoteControl;
import io.prepstation.kiosk.demo.ScreenHands;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.ui.KioskWindow.Mode;
import io.prepstation.kiosk.ui.Toolkit;
import io.prepstation.model.bench.Effect.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of the kiosk with its screens. An operator waits for the first of them: screens and lab are made ready beside
/// each other while the configuration is read, and nothing else begins before it is drawn.
///
/// @param remote whether another program taps and watches over standard input and output
/// @param untilDrawn whether it ends when the first screen is drawn: for making the start cache
record KioskRun(StationOptions options, Mode mode, boolean remote, boolean untilDrawn) {

    private static final Logger log = LoggerFactory.getLogger("Kiosk");

    void run() throws StoreException, IOException, InterruptedException {
        Toolkit toolkit = Toolkit.start(mode);
        FutureTask<OpenedLab> lab = new FutureTask<>(() -> Labs.opened(options.data));
        Thread.ofPlatform().name("lab opening").daemon().start(lab);
        Loaded config = options.configuration();
        Journal.apply(config.config().log());
        try (Kiosk kiosk = new Kiosk(new Station(got(lab), config, KioskRun::signal), toolkit)) {
            if (untilDrawn) {
                kiosk.awaitDrawn();
            } else if (remote) {
                obey(kiosk);
            } else {
                kiosk.start();
                kiosk.awaitClosed();
            }
        }
    }

    private static void obey(Kiosk kiosk) throws StoreException, IOException, InterruptedException {
        Station station = kiosk.station();
        RemoteControl control =
                new RemoteControl(
                        new ScreenHands(kiosk.screen(), new EventHands(station)), System.out);
        kiosk.onDrawn(control::drawn);
        kiosk.onCamera(control::show);
        kiosk.start();
        obey(station, control);
    }

    /// Lets another program see and do what a person at the bench sees and does, until it closes standard input.
    static void obey(Station opened, RemoteControl control)
            throws IOException, InterruptedException {
        opened.bench().listen(control::show);
        control.show(opened.bench().situation());
        opened.sync().ifPresent(engine -> engine.onStatus(control::show));
        control.obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    /// Sound and lamp need the bench's pins; until a station has them the screen alone tells.
    static void signal(Signal.Kind kind) {
        log.debug("signal {}", kind);
    }

    private static OpenedLab got(FutureTask<OpenedLab> lab)
            throws StoreException, InterruptedException {
        try {
            return lab.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case StoreException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException("no lab was opened", e);
            }
        }
    }
}
