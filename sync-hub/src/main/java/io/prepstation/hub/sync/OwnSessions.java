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
    private final int page;

    public OwnSessions(HubDatabase database) {
        this(database, PAGE);
    }

    /// @param page how many are named in one answer
    public OwnSessions(HubDatabase database, int page) {
        this.database = database;
        this.page = page;
    }

    /// In the order of receipt.
    ///
    /// @param after the feed number of the last one that was read; 0 for the first page
    public OwnSession.Page page(Station station, long after) throws StoreException {
        List<OwnSession.Entry> found =
                database.read(tables -> tables.sessions().ownAfter(station, after, page + 1));
        List<OwnSession.Entry> shown = found.subList(0, Math.min(page, found.size()));
        return new OwnSession.Page(
                shown, shown.isEmpty() ? after : shown.getLast().feedSeq(), found.size() > page);
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
