package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Station;
import io.prepstation.kiosk.store.NightFile;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.sync.Pull;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One night of eight virtual hours: stations and a hub with everything going wrong, and then until all is at rest.
final class Night implements AutoCloseable {

    private static final Duration HOURS = Duration.ofHours(8);

    /// After the network is mended everything must be where it belongs within this time, and nobody touches anything.
    private static final Duration LIVENESS = Duration.ofMinutes(90);

    /// Seconds at most between two things that somebody does at a bench.
    private static final int BETWEEN_ACTS = 900;

    /// Steps between two transactions that somebody else holds open, and seconds that these last at most.
    private static final int BETWEEN_ABSENCES = 60;

    private static final int LONGEST_ABSENCE = 300;

    /// Every so many nights sessions are left half done; the events of all others stay what they are.
    private static final int LEAVING = 4;

    /// Of so many nights one is busier.
    private static final int BUSY = 4;

    private final Path place;
    private final List<NightStation.Card> cards;
    private final long seed;
    private final Random random;

    /// Of people who stop a sync; their own chance, so that the other events of a night stay what they are.
    private final Random impatience;

    /// Of people who use what others have thrown away, and of supervisors who choose what becomes of that; their own chance too.
    private final Random carelessness;

    /// Of people who make and move materials at a bench, and of those who work at the hub; their own chance too.
    private final Random materials;

    private final NightOffice office;

    /// Every fourth night is busier. The others stay what they were when a night was looked for that notices a rule.
    private final boolean busy;

    private final @Nullable NightRule without;
    private final NightClock clock = new NightClock();
    private final NightClock.Wrist hubClock = new NightClock.Wrist(clock);
    private final StringBuilder trace = new StringBuilder();

    /// So many times somebody sits down to the conflicts.
    private static final int DECIDING = 12;

    private final List<NightStation> stations = new ArrayList<>();
    private final Map<NightStation, NightHands> hands = new HashMap<>();
    private final Map<NightStation, Map<String, ObjectNode>> seenThen = new HashMap<>();
    private final Map<NightStation, Map<String, String>> backups = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private final NightHub hub;

    /// From then on edits wait again on which others have built since.
    private boolean hubRestored;

    /// Of people who begin a transaction in the hub's database and go away; their own chance too.
    private final Random absence;

    /// @param place a copy of the template
    Night(
            Path place,
            NightStore store,
            List<NightStation.Card> cards,
            long seed,
            @Nullable NightRule without)
            throws Exception {
        this.place = place;
        this.cards = cards;
        this.seed = seed;
        this.random = new Random(seed);
        this.impatience = new Random(~seed);
        this.carelessness = new Random(seed + 0x5EED);
        this.absence = new Random(seed + 0xAB5E7);
        this.materials = new Random(seed + 0x3A7E);
        this.office = new NightOffice(hubClock, new Random(seed + 0x0FF1CE));
        this.busy = seed % BUSY == 2;
        this.without = without;
        this.hub = new NightHub(place.resolve("hub"), store, hubClock, random, without);
        for (int n = 0; n < cards.size(); n++) {
            station(String.valueOf((char) ('a' + n)), "station-" + n, n);
        }
    }

    /// @param card whose enrolment it has; two with one card have one minute of the night
    private void station(String name, String folder, int card) throws Exception {
        Station known = hub.station(cards.get(card).enrolment().stationId());
        NightWire wire = new NightWire(hub, known, random, without);
        wire.older = random.nextInt(4) == 0;
        NightStation station =
                new NightStation(
                        name,
                        place.resolve(folder),
                        cards.get(card).in(seed),
                        wire,
                        clock,
                        random,
                        without,
                        trace);
        stations.add(station);
        hands.put(station, new NightHands(station, random, seed % LEAVING == 0));
    }

    /// What broke; empty if nothing did.
    List<String> pass() throws Exception {
        try {
            live();
            heal();
            if (settle()) {
                new NightChecks(hub, hands, stations, broken).run(ledger());
                decide();
                for (NightStation station : stations) {
                    station.sabotage.atLast();
                }
                new NightProofs(broken).run(hub, stations);
            } else {
                broken.add("not at rest " + LIVENESS + " after the network was mended");
                stations.forEach(station -> NightChecks.open(station, broken));
            }
        } catch (AssertionError
                | IllegalStateException
                | IllegalArgumentException
                | StoreException
                | io.prepstation.hub.store.StoreException e) {
            broken.add(String.valueOf(e));
        }
        return broken;
    }

    /// Somebody looks at what waits for a person, while others go on changing things, until nothing does.
    private void decide() throws StoreException {
        Random chance = new Random(random.nextLong());
        NightJudge judge = new NightJudge(hub, chance, without);
        for (int round = 0; round < DECIDING; round++) {
            int open = 0;
            for (NightStation station : stations) {
                judge.look(station);
            }
            for (NightStation station : stations) {
                if (round == 0) {
                    changeAgain(station, chance);
                }
                open += judge.decide(station);
                stations.forEach(each -> each.tell(new SyncEvent.FeedMoved()));
            }
            if (!settle()) {
                broken.add("not at rest after somebody decided");
                stations.forEach(station -> NightChecks.open(station, broken));
                return;
            }
            if (open == 0) {
                if (round > 0) {
                    new NightChecks(hub, hands, stations, broken).run(ledger());
                }
                return;
            }
        }
        for (NightStation station : stations) {
            broken.addAll(judge.undecided(station));
        }
    }

    /// What one station has a conflict about is changed at another meanwhile, as weighing does.
    private void changeAgain(NightStation station, Random chance) throws StoreException {
        NightStation other = stations.get(chance.nextInt(stations.size()));
        if (other != station
                && hands.get(other).touch(NightFile.waitingForAPerson(station.database))) {
            settle();
        }
    }

    String trace() {
        return trace.toString();
    }

    private Set<String> ledger() {
        return hands.values().stream()
                .flatMap(one -> one.made.keySet().stream())
                .collect(Collectors.toSet());
    }

    private void live() throws Exception {
        Instant end = clock.now.plus(HOURS);
        while (clock.now.isBefore(end)) {
            NightStation station = stations.get(random.nextInt(stations.size()));
            if (impatience.nextInt(100) == 0) {
                station.log("stopped");
                station.tell(new SyncEvent.Stopped());
            }
            if (carelessness.nextInt(10) == 0) {
                hands.get(station).settle(carelessness);
            }
            if (absence.nextInt(BETWEEN_ABSENCES) == 0) {
                hub.hold(absence, Duration.ofSeconds(1 + absence.nextInt(LONGEST_ABSENCE)))
                        .ifPresent(kind -> station.log("held " + kind));
            }
            if (busy) {
                more(station);
            }
            int chance = random.nextInt(60);
            if (chance < 9) {
                hands.get(station).act();
                clock.pass(Duration.ofSeconds(random.nextInt(BETWEEN_ACTS)));
            } else if (chance < 18) {
                nemesis(station);
            } else if (station.hasWork()) {
                work(station, random.nextInt(12) == 0);
            } else {
                wake(station);
            }
        }
    }

    private void more(NightStation station) throws Exception {
        int chance = materials.nextInt(60);
        if (chance < 4) {
            hands.get(station).stock(materials);
        } else if (chance == 4) {
            hub.work(office).ifPresent(done -> station.log("office " + done));
        }
    }

    private void nemesis(NightStation station) throws Exception {
        NightWire wire = station.wire;
        switch (random.nextInt(21)) {
            case 0, 1, 2, 3 -> wire.bad = random.nextInt(3) > 0;
            case 4, 5 -> wire.away = random.nextInt(3) == 0;
            case 6 -> wire.expired = random.nextInt(4) == 0;
            case 7, 8 ->
                    wire.most = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(4);
            case 9 -> wire.purged = random.nextInt(3) == 0;
            case 10 -> station.fillTheDisk();
            case 11 -> station.restart();
            case 12 -> station.reboot();
            case 13 -> hub.restart();
            case 14 -> station.wrist.wrong = wrong(Duration.ofDays(400));
            case 15 -> hubClock.wrong = wrong(Duration.ofMinutes(20));
            case 16 -> backUp(station);
            case 17 -> restore(station);
            case 18 -> {
                if (random.nextInt(2) == 0) {
                    hub.backUp();
                    station.log("hub backed up");
                }
            }
            case 19 -> restoreTheHub(station);
            default -> copyTheCard();
        }
    }

    private Duration wrong(Duration most) {
        return random.nextBoolean()
                ? Duration.ZERO
                : Duration.ofSeconds(random.nextLong(-most.toSeconds(), most.toSeconds()));
    }

    private void backUp(NightStation station) throws Exception {
        station.log("backup");
        station.backUp(place.resolve("backup-" + station.name));
        backups.put(station, Map.copyOf(hands.get(station).made));
        seenThen.put(station, hands.get(station).seen());
    }

    /// What was made since the backup and never left the station is gone with its card; nobody could keep it.
    private void restore(NightStation station) throws Exception {
        Map<String, String> then = backups.get(station);
        if (then == null || random.nextInt(2) == 0) {
            return;
        }
        station.log("restore");
        Set<String> known = NightChecks.texts(history());
        hands.get(station)
                .made
                .keySet()
                .removeIf(text -> !then.containsKey(text) && !known.contains(text));
        hands.get(station).forgetSince(Objects.requireNonNull(seenThen.get(station)));
        station.restore(place.resolve("backup-" + station.name));
    }

    /// What the hub had alone is gone; what any station still has the words of comes again.
    private void restoreTheHub(NightStation logging) throws Exception {
        if (random.nextInt(3) > 0 || !hub.restore()) {
            return;
        }
        logging.log("hub restored");
        clock.pass(Duration.ofSeconds(10));
        hubRestored = true;
        Set<String> known = new HashSet<>(NightChecks.texts(history()));
        for (NightStation station : stations) {
            known.addAll(NightFile.texts(station.database));
        }
        hands.values().forEach(one -> one.made.keySet().retainAll(known));
    }

    /// Two machines with one card's content run beside each other.
    private void copyTheCard() throws Exception {
        if (stations.size() > cards.size() || random.nextInt(3) > 0) {
            return;
        }
        NightStation original = stations.getFirst();
        original.log("card copied");
        original.backUp(place.resolve("copy"));
        station("c", "copy", 0);
        hands.get(stations.getLast()).forgetSince(hands.get(original).seen());
    }

    /// Who looks after the hub's database lets nobody hold it up.
    private List<Pull.Change> history() {
        hub.letGo();
        return hub.history(stations.getFirst().wire.station());
    }

    private void work(NightStation station, boolean dies) throws StoreException {
        if (station.next() instanceof SyncEffect.KeepPage(var page) && carelessness.nextBoolean()) {
            hands.get(station).mention(NightChecks.deletedLots(page.page().changes()));
        }
        NightFile.Unsent before =
                mayPush(station.next())
                        ? NightFile.unsent(station.database)
                        : NightFile.Unsent.NONE;
        if (station.next() instanceof SyncEffect.KeepPage(var page)) {
            NightProofs.page(station, page, broken);
        }
        SyncEffect.Task task = station.work(dies);
        followed(station, task);
        NightChecks.sent(station, before, broken);
        switch (task) {
            case SyncEffect.KeepPage _, SyncEffect.Download _ -> {
                if (!hubRestored) {
                    NightChecks.edits(station, broken);
                }
            }
            case SyncEffect.KeepPush(PushOutcome.Answered _, _) -> news(station);
            case SyncEffect.ReadQueue _,
                    SyncEffect.Upload _,
                    SyncEffect.Store _,
                    SyncEffect.Probe _,
                    SyncEffect.Push _,
                    SyncEffect.KeepPush _,
                    SyncEffect.Pull _ -> {
                // Nothing anybody else would notice.
            }
        }
    }

    /// Only these move the station in the feed.
    private void followed(NightStation station, SyncEffect.Task task) throws StoreException {
        if (task instanceof SyncEffect.KeepPage || task instanceof SyncEffect.Download) {
            NightProofs.cursor(station, task, station.stood, broken);
            station.stood = NightFile.cursor(station.database);
        }
    }

    private static boolean mayPush(SyncEffect.@Nullable Task task) {
        return task instanceof SyncEffect.Push
                || (task instanceof SyncEffect.KeepPush keeping && keeping.ahead() != null);
    }

    /// The live connections of the others, as far as they stand.
    private void news(NightStation from) {
        for (NightStation other : stations) {
            if (other != from && !other.wire.away && random.nextInt(3) > 0) {
                other.tell(new SyncEvent.FeedMoved());
            }
        }
    }

    private void wake(NightStation station) {
        if (station.alarm.isAfter(clock.now)) {
            clock.pass(Duration.between(clock.now, station.alarm).dividedBy(2).plusMillis(1));
        } else {
            station.tell(new SyncEvent.Tick());
        }
    }

    /// The network is as it should be, and clocks are right. What was begun is finished.
    private void heal() throws StoreException {
        hub.letGo();
        hub.tamper();
        hubClock.wrong = Duration.ZERO;
        for (NightStation station : stations) {
            station.wire.mend();
            station.wrist.wrong = Duration.ZERO;
            station.log("mended");
            if (hub.running().stream().anyMatch(station.running()::contains)) {
                station.log(NightRuns.SHOWN_RUNNING);
            }
            if (!station.running().isEmpty()) {
                station.reboot();
                Objects.requireNonNull(hands.get(station)).finish();
                station.tell(new SyncEvent.WorkAdded());
            }
        }
    }

    /// By the stations' own alarms, until each has nothing left and has read all the hub has.
    private boolean settle() throws StoreException {
        Instant end = clock.now.plus(LIVENESS);
        while (clock.now.isBefore(end)) {
            NightStation next = next();
            if (next.hasWork()) {
                work(next, false);
            } else if (isAtRest()) {
                return true;
            } else {
                if (next.alarm.isAfter(clock.now)) {
                    clock.now = next.alarm;
                }
                next.tell(new SyncEvent.Tick());
            }
        }
        return false;
    }

    private NightStation next() {
        NightStation soonest = stations.getFirst();
        for (NightStation station : stations) {
            if (station.hasWork()) {
                return station;
            }
            soonest = station.alarm.isBefore(soonest.alarm) ? station : soonest;
        }
        return soonest;
    }

    private boolean isAtRest() throws StoreException {
        for (NightStation station : stations) {
            if (!NightChecks.isAtRest(station, hub)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        stations.forEach(NightStation::close);
        hub.close();
        NightFiles.delete(place);
    }
}
