package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.Conflicts;
import io.prepstation.kiosk.store.Conflicts.StoredConflict;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.sync.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A supervisor who decides the conflicts that a night has left, as a station shows them. Now and then the hub's answer does
/// not come.
final class NightJudge {

    static final User SAM = new User("sup-1", "Sam", Set.of(Role.SUPERVISOR), true);

    private final NightHub hub;
    private final Random random;
    private final @Nullable NightRule without;

    /// What the hub said when each conflict was found, for a station that never looks again.
    private final Map<String, Integer> found = new TreeMap<>();

    /// What was told last of each that could not be decided.
    private final Map<String, String> told = new TreeMap<>();

    NightJudge(NightHub hub, Random random, @Nullable NightRule without) {
        this.hub = hub;
        this.random = random;
        this.without = without;
    }

    /// Remembers how each conflict looked first.
    void look(NightStation station) throws StoreException {
        open(station).forEach(one -> found.putIfAbsent(one.id(), one.serverVersion()));
    }

    private static List<StoredConflict> open(NightStation station) throws StoreException {
        return station.database.read(Conflicts::open);
    }

    /// Decides each that is open at a station, once.
    ///
    /// @return how many there were
    int decide(NightStation station) throws StoreException {
        List<StoredConflict> open = open(station);
        for (StoredConflict one : open) {
            Resolution how = how(one);
            ConflictDesk desk =
                    new ConflictDesk(
                            station.database,
                            station.store,
                            (choice, stood) -> sent(station, choice, stood),
                            station.wrist);
            String said = said(station, desk, ConflictDesk.Decision.of(one, how));
            station.queue.look(station.database);
            station.log("decide " + one.id() + " " + how.word() + ": " + said);
            told.put(one.id(), station.name + " " + one.entityType() + ": " + said);
        }
        return open.size();
    }

    /// A full disk keeps nothing, whatever the hub answered; nobody is told that it did, and it is tried again.
    private static String said(
            NightStation station, ConflictDesk desk, ConflictDesk.Decision decision)
            throws StoreException {
        try {
            return desk.resolve(SAM, decision).toString();
        } catch (StoreException e) {
            if (!station.isFull()) {
                throw e;
            }
            return "NOT SAVED";
        }
    }

    /// A thing that is there twice has to be told apart by its key, which is for a person to say.
    private Resolution how(StoredConflict one) {
        List<Resolution> ways =
                new ArrayList<>(List.of(Resolution.SERVER_WINS, Resolution.SERVER_WINS));
        if (one.duplicateOf() == null) {
            ways.add(Resolution.CLIENT_WINS);
            ways.add(Resolution.LAST_WRITE_WINS);
        }
        return ways.get(random.nextInt(ways.size()));
    }

    private HubAnswer<io.prepstation.model.sync.Conflicts.Answer> sent(
            NightStation station,
            io.prepstation.model.sync.Conflicts.Request choice,
            String stood) {
        int version =
                without == NightRule.CONFLICTS_FOLLOW_THE_HUB
                        ? found.getOrDefault(choice.conflictId(), choice.baseVersion())
                        : choice.baseVersion();
        var answer =
                hub.resolve(
                        station.wire.station(),
                        new io.prepstation.model.sync.Conflicts.Request(
                                choice.conflictId(), choice.resolution(), version, choice.userId()),
                        stood);
        return random.nextInt(4) == 0
                ? new HubAnswer.Failed<>(new HubFailure.Cut("answer lost"))
                : answer;
    }

    /// What is open although it was tried to decide it, and why.
    List<String> undecided(NightStation station) throws StoreException {
        return open(station).stream()
                .map(one -> "not to be decided: " + told.getOrDefault(one.id(), one.toString()))
                .toList();
    }
}
