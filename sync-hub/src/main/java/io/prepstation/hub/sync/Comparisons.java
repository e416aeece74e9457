package io.prepstation.hub.sync;

import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.feed.PullResult;
import io.prepstation.hub.feed.Standing;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.sync.Comparison.Behind;
import io.prepstation.hub.sync.Comparison.Listed;
import io.prepstation.hub.sync.Comparison.OtherFeed;
import io.prepstation.hub.sync.Comparison.Summed;
import io.prepstation.model.sync.ComparedContent;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.HashSums;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Says what the hub holds of a lab, for a station to compare with what it holds itself.
///
/// It answers only a station to which nothing of the lab is still to come, and for the very place where it stands: what
/// differs then has gone wrong, and is not merely on its way.
public final class Comparisons {

    private final HubDatabase database;
    private final InstantSource clock;

    public Comparisons(HubDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param stood the station's place in the feed
    public Comparison sums(String labId, Cursor stood) throws StoreException {
        return at(
                stood,
                labId,
                contents -> {
                    HashSums sums = new HashSums();
                    for (EntityType type : ComparedContent.TYPES) {
                        each(contents, type, entry -> sums.add(type, entry));
                    }
                    return new Summed(new HashSums.Answer(stood.toString(), sums.all()));
                });
    }

    /// @param buckets those of the type whose sums differ
    public Comparison entries(String labId, Cursor stood, EntityType type, Set<Integer> buckets)
            throws StoreException {
        return at(
                stood,
                labId,
                contents -> {
                    List<HashSums.Entry> entries = new ArrayList<>();
                    each(
                            contents,
                            type,
                            entry -> {
                                if (buckets.contains(HashSums.bucketOf(entry.id()))) {
                                    entries.add(entry);
                                }
                            });
                    return new Listed(new HashSums.Entries(stood.toString(), entries));
                });
    }

    @FunctionalInterface
    private interface Looking {
        Comparison at(LabContents contents);
    }

    /// All of it in one transaction: nothing can change between the look at the feed and the look at the things.
    private Comparison at(Cursor stood, String labId, Looking looking) throws StoreException {
        return database.read(tables -> {
            Optional<PullResult.Gone> lost = Standing.lost(tables, Optional.of(stood));
            if (lost.isPresent()) {
                return new OtherFeed(lost.get());
            }
            return isBehind(tables, labId, stood)
                    ? new Behind()
                    : looking.at(new LabContents(tables, labId, clock.instant()));
        });
    }

    private static boolean isBehind(Tables tables, String labId, Cursor stood) {
        return stood.feedSeq() < tables.feed().fence()
                || !tables.feed().ofLabAfter(labId, List.of(), stood.feedSeq(), 1).isEmpty();
    }

    private static void each(
            LabContents contents, EntityType type, Consumer<HashSums.Entry> entries) {
        contents.each(
                type,
                (id, version, data, deleted) -> {
                    if (!deleted) {
                        ComparedContent.hash(type, data)
                                .ifPresent(hash ->
                                        entries.accept(
                                                new HashSums.Entry(
                                                        type.word(),
                                                        id,
                                                        ComparedContent.isVersioned(type)
                                                                ? version
                                                                : 0,
                                                        hash)));
                    }
                });
    }
}
