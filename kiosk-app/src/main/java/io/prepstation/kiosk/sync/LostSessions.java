package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.preparation.SessionReturn;
import io.prepstation.kiosk.preparation.SessionReturn.Result;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.sync.OwnSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Asks the hub for the sessions that this station brought and has no more, one after the other; each that came is on the disk
/// before the next is asked for, so that it goes on from there whenever it was interrupted (STO-10).
public final class LostSessions {

    /// @param sessionId which did not come back
    public record Refused(String sessionId, String reason) {}

    /// What became of all of them.
    ///
    /// @param known how many were here already
    /// @param running those that run at the bench, which only a stopped kiosk lets end
    /// @param leftOut how many are of another station, whose key is not known here and that nobody named, by its id
    /// @param interrupted why not all were asked for; empty if they were
    public record Tally(
            int cameBack,
            int known,
            List<Refused> refused,
            List<String> running,
            SortedMap<String, Integer> leftOut,
            Optional<HubFailure> interrupted) {

        public Tally {
            refused = List.copyOf(refused);
            running = List.copyOf(running);
            leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
        }
    }

    private static final int BROKEN_OVER_IT = 500;

    private final LabDatabase database;
    private final SessionReturn sessions;
    private final HubClient hub;

    private final List<Refused> refused = new ArrayList<>();
    private final List<String> running = new ArrayList<>();
    private final SortedMap<String, Integer> leftOut = new TreeMap<>();
    private int cameBack;
    private int known;

    private LostSessions(LabDatabase database, SessionReturn sessions, HubClient hub) {
        this.database = database;
        this.sessions = sessions;
        this.hub = hub;
    }

    /// @throws StoreException if the lab's file cannot be written
    public static Tally bringBack(LabDatabase database, SessionReturn sessions, HubClient hub)
            throws StoreException {
        return new LostSessions(database, sessions, hub).all();
    }

    private Tally all() throws StoreException {
        Optional<SyncLock> lock = SyncLock.take(database);
        try {
            return tally(ask(lock.isPresent()));
        } finally {
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }

    private Tally tally(Optional<HubFailure> interrupted) {
        return new Tally(cameBack, known, refused, running, leftOut, interrupted);
    }

    private Optional<HubFailure> ask(boolean idle) throws StoreException {
        long after = 0;
        while (true) {
            switch (hub.ownSessions(after)) {
                case HubAnswer.Failed<OwnSession.Page>(var why) -> {
                    return Optional.of(why);
                }
                case HubAnswer.Accepted<OwnSession.Page>(var page) -> {
                    Optional<HubFailure> failed = take(page, idle);
                    if (failed.isPresent() || !page.hasMore()) {
                        return failed;
                    }
                    after = page.next();
                }
            }
        }
    }

    private Optional<HubFailure> take(OwnSession.Page page, boolean idle) throws StoreException {
        for (OwnSession.Entry entry : page.sessions()) {
            if (sessions.has(entry)) {
                known++;
                continue;
            }
            switch (hub.ownSession(entry.sessionId())) {
                case HubAnswer.Failed<OwnSession>(var why) when isOfThisOne(why) ->
                        refused.add(new Refused(entry.sessionId(), why.text()));
                case HubAnswer.Failed<OwnSession>(var why) -> {
                    return Optional.of(why);
                }
                case HubAnswer.Accepted<OwnSession>(var offered) ->
                        count(entry, sessions.take(entry, offered, idle));
            }
        }
        return Optional.empty();
    }

    /// What the hub cannot give of one session says nothing of the others; what stands before the hub (502, 504) says it of all.
    private static boolean isOfThisOne(HubFailure why) {
        return why instanceof HubFailure.NotFound
                || why instanceof HubFailure.Unintelligible
                || (why instanceof HubFailure.HubBroken(var status) && status == BROKEN_OVER_IT);
    }

    private void count(OwnSession.Entry entry, Result result) {
        switch (result) {
            case Result.CameBack _ -> cameBack++;
            case Result.Known _ -> known++;
            case Result.Refused(var reason) -> refused.add(new Refused(entry.sessionId(), reason));
            case Result.OfAnother(var station) -> leftOut.merge(station, 1, Integer::sum);
            case Result.Runs _ -> running.add(entry.sessionId());
        }
    }
}
