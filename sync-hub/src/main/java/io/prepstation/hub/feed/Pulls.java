package io.prepstation.hub.feed;

import io.prepstation.hub.store.FeedRow;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Pull;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Hands out the feed of a lab in pages (SYN-12), by cursor or by time.
public final class Pulls {

    /// Of the timestamp form, per entity type.
    private static final int PAGE = 100;

    private final HubDatabase database;
    private final InstantSource clock;
    private final Readers readers;

    public Pulls(HubDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.readers = new Readers(database, clock);
    }

    /// A page after a place.
    ///
    /// @param cursor empty for the beginning of the feed
    public PullResult after(
            Station station, Optional<Cursor> cursor, Set<EntityType> types, int limit)
            throws StoreException {
        PullResult result = read(station.labId(), cursor, types, limit);
        if (result instanceof PullResult.Page && cursor.isPresent()) {
            readers.saw(station.id(), cursor.get().feedSeq());
        }
        return result;
    }

    private PullResult read(String labId, Optional<Cursor> cursor, Set<EntityType> types, int limit)
            throws StoreException {
        return database.read(tables -> {
            String epoch = tables.identity().find().map(HubIdentity::feedEpoch).orElseThrow();
            Cursor from = cursor.orElse(new Cursor(epoch, 0));
            Optional<PullResult.Gone> gone = gone(tables, epoch, from);
            return gone.isPresent() ? gone.get() : page(tables, labId, from, types, limit);
        });
    }

    /// A page of what was committed after a moment; at most 100 changes per type.
    public PullResult since(String labId, long timestamp, Set<EntityType> types)
            throws StoreException {
        return database.read(tables -> {
            Optional<PullResult.Gone> gone = gone(tables, timestamp);
            return gone.isPresent() ? gone.get() : pageSince(tables, labId, timestamp, types);
        });
    }

    /// Why the feed does not tell what was committed after a moment; empty if it does.
    public static Optional<PullResult.Gone> gone(Tables tables, long timestamp) {
        long fence = tables.feed().fence();
        return fence > 0 && tables.feed().seqBefore(timestamp + 1) < fence
                ? Optional.of(tooOld())
                : Optional.empty();
    }

    /// Why the feed cannot be followed from a place; empty if it can.
    static Optional<PullResult.Gone> gone(Tables tables, String epoch, Cursor from) {
        Optional<PullResult.Gone> lost = Standing.lost(tables, epoch, from);
        if (lost.isPresent()) {
            return lost;
        }
        return from.feedSeq() < tables.feed().fence() && from.feedSeq() > 0
                ? Optional.of(tooOld())
                : Optional.empty();
    }

    private static PullResult.Gone tooOld() {
        return new PullResult.Gone(
                "CURSOR_TOO_OLD", "changes after this place are purged; download again", null);
    }

    private PullResult page(
            Tables tables, String labId, Cursor from, Set<EntityType> types, int limit) {
        if (from.feedSeq() == 0 && tables.feed().fence() > 0) {
            return tooOld();
        }
        List<FeedRow> rows =
                tables.feed().ofLabAfter(labId, words(types), from.feedSeq(), limit + 1);
        List<FeedRow> shown = rows.subList(0, Math.min(limit, rows.size()));
        boolean more = rows.size() > limit;
        long head = tables.feed().headSeq();
        long next = shown.isEmpty() ? head : shown.getLast().feedSeq();
        long committed = more ? shown.getLast().committedAt() : tables.feed().headCommittedAt();
        return page(shown, more, committed, new Cursor(from.epoch(), next), head);
    }

    private PullResult pageSince(
            Tables tables, String labId, long timestamp, Set<EntityType> types) {
        String epoch = tables.identity().find().map(HubIdentity::feedEpoch).orElseThrow();
        long head = tables.feed().headSeq();
        long until = Math.max(timestamp, tables.feed().headCommittedAt());
        boolean more = false;
        List<FeedRow> rows = new ArrayList<>();
        for (EntityType type : types) {
            List<FeedRow> found = tables.feed().ofLabSince(labId, type.word(), timestamp, PAGE + 1);
            if (found.size() > PAGE) {
                more = true;
                until = Math.min(until, found.get(PAGE - 1).committedAt());
            }
            rows.addAll(found);
        }
        long last = until;
        List<FeedRow> shown =
                rows.stream()
                        .filter(row -> row.committedAt() <= last)
                        .sorted(Comparator.comparingLong(FeedRow::feedSeq))
                        .toList();
        long next = more ? tables.feed().seqBefore(last + 1) : head;
        return page(shown, more, last, new Cursor(epoch, next), head);
    }

    private PullResult page(
            List<FeedRow> rows, boolean more, long nextTimestamp, Cursor next, long head) {
        return new PullResult.Page(
                new Pull.Page(
                        true,
                        clock.millis(),
                        rows.stream().map(WireChanges::of).toList(),
                        more,
                        nextTimestamp,
                        next.toString(),
                        head));
    }

    private static List<String> words(Set<EntityType> types) {
        return types.size() == EntityType.values().length
                ? List.of()
                : types.stream().map(EntityType::word).toList();
    }
}
