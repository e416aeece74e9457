package io.prepstation.kiosk.sync;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.prepstation.kiosk.store.Convergence;
import io.prepstation.kiosk.store.Convergence.Difference;
import io.prepstation.kiosk.store.Convergence.Kind;
import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.HeldEntries;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.SkippedChanges;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.HubAnswer.Failed;
import io.prepstation.model.sync.ComparedContent;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.HashSums;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks whether station and hub hold the same of a lab: sums first, and the single things where those differ.
///
/// The own side is always read first, with the place in the feed where it stands; the hub answers only if nothing comes
/// after that place. So a difference is never a change that is merely under way.
public final class ConvergenceCheck {

    private static final int TURNS = 5;
    private static final Logger LOG = LoggerFactory.getLogger("SyncPull");

    private final LabDatabase database;
    private final SumsPort hub;
    private final InstantSource clock;

    public ConvergenceCheck(LabDatabase database, SumsPort hub, InstantSource clock) {
        this.database = database;
        this.hub = hub;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {

        /// @param convergence as it was kept for the sync screen
        record Compared(Convergence convergence) implements Outcome {}

        /// Something is under way between the two: sync, then compare again.
        record Behind() implements Outcome {}

        record NotCompared(String why) implements Outcome {}
    }

    /// Brings the station into step with the hub, as far as it goes, and waits for that.
    @FunctionalInterface
    public interface Syncing {
        SyncResult sync() throws StoreException, InterruptedException;
    }

    /// Syncs and compares, again if somebody changed something in between. Belongs on a thread that may wait.
    public Outcome after(Syncing syncing) throws StoreException, InterruptedException {
        for (int turn = 0; turn < TURNS; turn++) {
            if (syncing.sync().isStopped()) {
                return new Outcome.NotCompared(SyncResult.STOPPED);
            }
            Outcome outcome = once();
            if (!(outcome instanceof Outcome.Behind)) {
                return outcome;
            }
        }
        return new Outcome.NotCompared(
                "The lab changes all the time. Compare when less is going on.");
    }

    /// @param entries how many things there are
    private record Held(String cursor, int entries, List<HashSums.OfType> sums) {}

    private record Part(String cursor, List<HashSums.Entry> entries) {}

    /// Compares once. Belongs on a thread that may wait.
    public Outcome once() throws StoreException {
        Held held =
                database.read(handle -> {
                    HashSums sums = new HashSums();
                    HeldEntries entries = new HeldEntries(handle);
                    for (EntityType type : ComparedContent.TYPES) {
                        entries.each(type, entry -> sums.add(type, entry));
                    }
                    List<HashSums.OfType> all = sums.all();
                    int count = all.stream().mapToInt(HashSums.OfType::entries).sum();
                    return new Held(FeedPages.cursor(handle), count, all);
                });
        if (held.cursor().isEmpty()) {
            return new Outcome.Behind();
        }
        return switch (hub.sums(held.cursor())) {
            case Accepted<HashSums.Answer>(var there) ->
                    compared(held, HashSums.differing(held.sums(), there.entityTypes()));
            case Failed<HashSums.Answer>(var why) -> notCompared(why);
        };
    }

    private Outcome compared(Held held, List<HashSums.Bucket> differing) throws StoreException {
        Map<EntityType, Set<Integer>> buckets =
                differing.stream()
                        .collect(
                                groupingBy(
                                        HashSums.Bucket::type,
                                        TreeMap::new,
                                        mapping(HashSums.Bucket::number, toSet())));
        List<Difference> differences = new ArrayList<>();
        for (Map.Entry<EntityType, Set<Integer>> one : buckets.entrySet()) {
            Part here = part(one.getKey(), one.getValue());
            switch (hub.entries(here.cursor(), one.getKey(), one.getValue())) {
                case Accepted<HashSums.Entries>(var there) ->
                        differences.addAll(differences(here.entries(), there.entries()));
                case Failed<HashSums.Entries>(var why) -> {
                    return notCompared(why);
                }
            }
        }
        return new Outcome.Compared(
                kept(differences, Convergence.of(clock.instant(), held.entries(), differences)));
    }

    private static Outcome notCompared(HubFailure why) {
        return why instanceof HubFailure.Conflicting || why instanceof HubFailure.Gone
                ? new Outcome.Behind()
                : new Outcome.NotCompared(why.text());
    }

    private Part part(EntityType type, Set<Integer> buckets) throws StoreException {
        return database.read(handle -> {
            List<HashSums.Entry> entries = new ArrayList<>();
            new HeldEntries(handle)
                    .each(
                            type,
                            entry -> {
                                if (buckets.contains(HashSums.bucketOf(entry.id()))) {
                                    entries.add(entry);
                                }
                            });
            return new Part(FeedPages.cursor(handle), entries);
        });
    }

    /// By id, in the order of the ids.
    static List<Difference> differences(List<HashSums.Entry> here, List<HashSums.Entry> there) {
        Map<String, HashSums.Entry> missing = new HashMap<>();
        there.forEach(entry -> missing.put(entry.id(), entry));
        Map<String, Difference> differences = new TreeMap<>();
        for (HashSums.Entry mine : here) {
            HashSums.Entry theirs = missing.remove(mine.id());
            if (!mine.equals(theirs)) {
                differences.put(
                        mine.id(),
                        new Difference(mine.entityType(), mine.id(), kind(mine, theirs)));
            }
        }
        missing.values()
                .forEach(theirs ->
                        differences.put(
                                theirs.id(),
                                new Difference(
                                        theirs.entityType(), theirs.id(), Kind.ONLY_AT_HUB)));
        return List.copyOf(differences.values());
    }

    private static Kind kind(HashSums.Entry mine, HashSums.@Nullable Entry theirs) {
        if (theirs == null) {
            return Kind.ONLY_HERE;
        }
        if (mine.hash().equals(HeldEntries.NOT_SHOWN)) {
            return Kind.ONLY_AT_HUB;
        }
        return mine.version() == theirs.version() ? Kind.CONTENT : Kind.VERSION;
    }

    /// What the hub has and no row shows is shown from its copy here, as soon as that fits.
    private Convergence kept(List<Difference> differences, Convergence convergence)
            throws StoreException {
        database.change(handle -> {
            convergence.keep(handle);
            differences.stream()
                    .filter(one -> one.kind() == Kind.ONLY_AT_HUB)
                    .forEach(one -> SkippedChanges.note(handle, one.entityType(), one.id()));
        });
        if (convergence.differing() == 0) {
            LOG.info(
                    "lab {}: {} entries are as the hub has them",
                    database.lab().labId(),
                    convergence.entries());
        } else {
            LOG.error(
                    "lab {}: {} of {} entries are not as the hub has them: {}",
                    database.lab().labId(),
                    convergence.differing(),
                    convergence.entries(),
                    convergence.named());
        }
        return convergence;
    }
}
