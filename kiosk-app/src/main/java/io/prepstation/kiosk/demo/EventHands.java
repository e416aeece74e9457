package io.prepstation.kiosk.demo;

import io.prepstation.kiosk.Station;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.AcceptTapped;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.CorrectTapped;
import io.prepstation.model.bench.BenchEvent.RejectTapped;
import io.prepstation.model.bench.BenchEvent.RescaleTapped;
import io.prepstation.model.bench.BenchEvent.ResumeTapped;
import io.prepstation.model.bench.BenchEvent.SignTapped;
import io.prepstation.model.bench.BenchEvent.SignedIn;
import io.prepstation.model.bench.BenchEvent.StartTapped;
import io.prepstation.model.people.Authentication;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands at a station without screens: they post what a button would post.
public final class EventHands implements Hands {

    /// The reason an operator of a demonstration gives for giving up.
    static final String REASON = "interrupted";

    private static final Logger log = LoggerFactory.getLogger("Remote");

    private final Station station;

    public EventHands(Station station) {
        this.station = station;
    }

    /// Only where a name is chosen: a PIN is not to be gone round.
    @Override
    public void signIn(String userId) {
        if (station.settings().station().signIn() != Authentication.CHOSEN) {
            log.warn("this station wants badge and PIN");
            return;
        }
        try {
            station.database()
                    .read(handle -> MasterData.user(handle, userId))
                    .ifPresentOrElse(
                            user -> post(new SignedIn(user)),
                            () -> log.warn("nobody here is called {}", userId));
        } catch (StoreException e) {
            log.warn("cannot sign in: {}", e.getMessage());
        }
    }

    @Override
    public void pin(String digits) {
        log.warn("a station without screens has no keys for a PIN");
    }

    @Override
    public boolean tap(String what) {
        return switch (what) {
            case "start" -> post(new StartTapped());
            case "resume" -> post(new ResumeTapped());
            case "understood" -> post(new BenchEvent.AcknowledgeTapped());
            case "stands" -> post(new BenchEvent.TareTapped());
            case "accept" -> accept();
            case "correct" -> correct();
            case "rescale" -> post(new RescaleTapped());
            case "way-rescale" -> true;
            case "sign" -> post(new SignTapped());
            case "back" -> post(new BackTapped());
            case "reject" -> post(new RejectTapped(REASON, ""));
            case "sync" -> {
                station.syncNow();
                yield true;
            }
            default -> {
                log.warn("there is no button {}", what);
                yield false;
            }
        };
    }

    @Override
    public void scan(String text) {
        station.scanned(text);
    }

    @Override
    public void picture(Path file) throws IOException {
        throw new IOException("a station without screens has no picture for " + file);
    }

    /// Names the reading that a person would see at this moment.
    private boolean accept() {
        return station.bench().situation().pan().latest()
                        instanceof Stable(var mass, var frame, var _)
                && post(
                        new AcceptTapped(
                                frame.number(), mass, station.newId(), station.clock().instant()));
    }

    private boolean correct() {
        return station.bench().situation().pan().latest()
                        instanceof Stable(var mass, var frame, var _)
                && post(
                        new CorrectTapped(
                                frame.number(), mass, station.newId(), station.clock().instant()));
    }

    private boolean post(BenchEvent event) {
        station.bench().post(event);
        return true;
    }
}
