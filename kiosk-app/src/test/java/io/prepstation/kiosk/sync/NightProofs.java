package io.prepstation.kiosk.sync;

import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.store.FeedRow;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.store.NightFile;
import io.prepstation.model.sync.Pull;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What proves at the end of a night that nothing was altered or lost on the way: numbers, trails, signatures, and that
/// both sides hold the same bytes.
final class NightProofs {

    private final List<String> broken;
    private long feedSeq;
    private long committedAt;

    NightProofs(List<String> broken) {
        this.broken = broken;
    }

    void run(NightHub hub, List<NightStation> stations)
            throws StoreException, io.prepstation.kiosk.store.StoreException {
        HubDatabase database = hub.database();
        HubIdentity identity = database.read(tables -> tables.identity().find()).orElseThrow();
        Map<String, StoredSession> sessions = new HashMap<>();
        database.read(tables -> {
            tables.feed().each(this::follows);
            tables.sessions().each(session -> sessions.put(session.id(), session));
            return null;
        });
        io.prepstation.hub.sync.Verification.run(database)
                .faults()
                .forEach(fault -> broken.add("hub: " + fault));
        Evidence evidence =
                new Evidence(
                        Map.of(identity.keyId(), identity.publicKey()),
                        Optional.empty(),
                        List.of());
        for (NightStation station : stations) {
            Verification.Report report = Verification.of(station.database, evidence);
            if (!report.intact()) {
                broken.add(station.name + ": " + report.fault());
            }
            NightFile.received(station.database).forEach(one -> same(station, one, sessions));
            station.queue
                    .vanished(station.database, station.wire.left)
                    .forEach(one -> broken.add(station.name + " has lost of its outbox: " + one));
        }
    }

    /// Nobody purges a night's feed, so its numbers begin with one.
    private void follows(FeedRow row) {
        if (row.feedSeq() != feedSeq + 1) {
            broken.add("the feed goes on with " + row.feedSeq() + " after " + feedSeq);
        }
        if (row.committedAt() <= committedAt) {
            broken.add("change " + row.feedSeq() + " was committed before the one it follows");
        }
        feedSeq = row.feedSeq();
        committedAt = row.committedAt();
    }

    private void same(
            NightStation station, NightFile.Received here, Map<String, StoredSession> sessions) {
        StoredSession there = sessions.get(here.session());
        if (there == null) {
            broken.add(station.name + " has a receipt of a session that is not there: " + here);
        } else if (!there.bundle().equals(here.text())
                || !there.contentHash().equals(here.contentHash())) {
            broken.add(
                    "%s has another text of session %s than the hub:%n    %s%n    %s"
                            .formatted(station.name, here.session(), here.text(), there.bundle()));
        }
    }

    /// A page brings every number after the place it was asked from: a number that came later would never be read.
    static void page(NightStation station, FeedPage page, List<String> broken) {
        Optional<Cursor> from = Cursor.parse(page.from());
        Optional<Cursor> to = Cursor.parse(page.page().nextCursor());
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        long last = from.get().feedSeq();
        for (Pull.Change change : page.page().changes()) {
            if (change.feedSeq() != last + 1) {
                broken.add("%s read %s after %d".formatted(station.name, change.feedSeq(), last));
            }
            last = change.feedSeq();
        }
        if (!Objects.equals(from.get().epoch(), to.get().epoch()) || to.get().feedSeq() != last) {
            broken.add(
                    "%s was told to go on at %s after %d"
                            .formatted(station.name, page.page().nextCursor(), last));
        }
    }

    /// A station follows a feed forwards; only a load brings it into another one.
    static void cursor(
            NightStation station, SyncEffect.Task task, String before, List<String> broken)
            throws io.prepstation.kiosk.store.StoreException {
        String after = NightFile.cursor(station.database);
        Optional<Cursor> was = Cursor.parse(before);
        Optional<Cursor> is = Cursor.parse(after);
        boolean well =
                was.isEmpty()
                        || (is.isPresent()
                                && (is.get().epoch().equals(was.get().epoch())
                                        ? is.get().feedSeq() >= was.get().feedSeq()
                                        : task instanceof SyncEffect.Download));
        if (!well) {
            broken.add(
                    "%s went from %s to %s by %s"
                            .formatted(
                                    station.name, before, after, task.getClass().getSimpleName()));
        }
    }
}
