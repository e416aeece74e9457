package io.prepstation.kiosk.ui.frame;

import io.prepstation.kiosk.ui.desk.StationDesk;
import io.prepstation.kiosk.ui.desk.StationFacts;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.kiosk.ui.frame.Header.Health;
import io.prepstation.kiosk.ui.frame.Header.SyncMark;
import io.prepstation.kiosk.ui.words.BalanceWords;
import io.prepstation.kiosk.ui.words.SyncWords;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.people.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Header and notice strip.
public final class FrameViewModel {

    private StationFacts facts;
    private final StationDesk desk;
    private final InstantSource clock;
    private final Words words;
    private final BalanceWords balanceWords;
    private final SyncWords syncWords;
    private final ReadOnlyObjectWrapper<Header> header;
    private final ReadOnlyObjectWrapper<Strip> strip = new ReadOnlyObjectWrapper<>(Strip.NONE);
    private SyncIndicator sync = new SyncIndicator.NotEnrolled();

    public FrameViewModel(StationFacts facts, StationDesk desk, InstantSource clock, Words words) {
        this.facts = facts;
        this.desk = desk;
        this.clock = clock;
        this.words = words;
        this.balanceWords = new BalanceWords(words, desk::balanceLine);
        this.syncWords = new SyncWords(words);
        this.header = new ReadOnlyObjectWrapper<>(Header.opening(facts.station()));
    }

    public ReadOnlyObjectProperty<Header> header() {
        return header.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Strip> strip() {
        return strip.getReadOnlyProperty();
    }

    public void show(Pan pan, Optional<User> operator) {
        Header next = header(pan.status(), operator, pan.stale());
        if (!next.equals(header.get())) {
            header.set(next);
        }
    }

    /// The lab is known.
    public void show(StationFacts known) {
        facts = known;
    }

    /// No lab is open any more.
    public void forget() {
        facts = StationFacts.opening(facts.station());
        sync = new SyncIndicator.NotEnrolled();
        header.set(Header.opening(facts.station()));
        strip.set(Strip.NONE);
    }

    public void show(SyncIndicator indicator) {
        sync = indicator;
    }

    public void say(Strip line) {
        if (!line.equals(strip.get())) {
            strip.set(line);
        }
    }

    public void syncTapped() {
        desk.syncNow();
    }

    private Header header(BalanceStatus status, Optional<User> operator, boolean stale) {
        Instant now = clock.instant();
        return new Header(
                words.text("header.place", facts.station(), facts.lab()),
                mark(status),
                operator.map(User::name).orElse(""),
                stale ? Health.BUSY : health(status),
                stale ? words.text("balance.stale") : balanceWords.brief(status),
                syncMark(),
                syncWords.brief(sync, now),
                words.time(now));
    }

    private String mark(BalanceStatus status) {
        List<String> marks = new ArrayList<>();
        if (status instanceof BalanceStatus.Online(var identity) && identity.simulated()) {
            marks.add(words.text("header.simulated"));
        }
        if (facts.demoLab()) {
            marks.add(words.text("header.demo"));
        }
        return String.join(" · ", marks);
    }

    private static Health health(BalanceStatus status) {
        return switch (status) {
            case BalanceStatus.Connecting _ -> Health.BUSY;
            case BalanceStatus.Online _ -> Health.GOOD;
            case BalanceStatus.Offline _ -> Health.BAD;
        };
    }

    private SyncMark syncMark() {
        return switch (sync) {
            case SyncIndicator.Offline _, SyncIndicator.NotEnrolled _ -> SyncMark.OFFLINE;
            case SyncIndicator.Waiting _,
                    SyncIndicator.Syncing _,
                    SyncIndicator.Stopped _,
                    SyncIndicator.Off _ ->
                    SyncMark.WAITING;
            case SyncIndicator.Problem _ -> SyncMark.PROBLEM;
            case SyncIndicator.UpToDate _ -> SyncMark.DONE;
        };
    }
}
