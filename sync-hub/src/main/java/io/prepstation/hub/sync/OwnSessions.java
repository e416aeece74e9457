package io.prepstation.hub.sync;

import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.sync.OwnSession;
import java.util.List;
import java.util.Optional;

/// Gives a station that lost its file the sessions it brought before, letter for letter. Nothing is checked on the way: the
/// station holds each one against its hashes, the receipt and the station key, and names what was altered here (STO-10).
public final class OwnSessions {

    private static final int PAGE = 200;

    private final HubDatabase database;

    public OwnSessions(HubDatabase database) {
        this.database = database;
    }

    /// In the order of receipt.
    ///
    /// @param after the feed number of the last one that was read; 0 for the first page
    public OwnSession.Page page(Station station, long after) throws StoreException {
        List<StoredSession> found =
                database.read(tables -> tables.sessions().ownAfter(station, after, PAGE + 1));
        List<StoredSession> shown = found.subList(0, Math.min(PAGE, found.size()));
        return new OwnSession.Page(
                shown.stream()
                        .map(one ->
                                new OwnSession.Entry(one.id(), one.contentHash(), one.feedSeq()))
                        .toList(),
                shown.isEmpty() ? after : shown.getLast().feedSeq(),
                found.size() > PAGE);
    }

    /// The upload with its receipt and the key of the enrolment that brought it; empty if it is not this station's.
    public Optional<OwnSession> find(Station station, String id) throws StoreException {
        return database.read(tables ->
                tables.sessions().findOwn(station, id).map(session -> whole(tables, session)));
    }

    private static OwnSession whole(Tables tables, StoredSession session) {
        return new OwnSession(
                session.id(),
                session.contentHash(),
                session.bundle(),
                ReceiptText.read(session.receipt()),
                session.stationId(),
                tables.stations().find(session.stationId()).map(Station::publicKey).orElse(""));
    }
}
