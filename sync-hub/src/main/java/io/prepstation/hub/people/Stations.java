package io.prepstation.hub.people;

import io.prepstation.hub.people.StationAccess.Granted;
import io.prepstation.hub.people.StationAccess.Revoked;
import io.prepstation.hub.people.StationAccess.Unknown;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The stations that were let in. Safe for any thread.
public final class Stations {

    private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);

    private final HubDatabase database;
    private final InstantSource clock;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    public Stations(HubDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Looks the token up each time, so that a revocation takes effect with the next request.
    public StationAccess access(String token) throws StoreException {
        return database.read(tables ->
                tables.stations()
                        .findByToken(Credentials.hash(token))
                        .<StationAccess>map(station ->
                                station.revoked() ? new Revoked(station) : new Granted(station))
                        .orElseGet(Unknown::new));
    }

    /// Whether it is time to note that a station was heard of: every minute, because each note is a write.
    public boolean isNews(String id) {
        Instant now = clock.instant();
        AtomicBoolean news = new AtomicBoolean();
        noted.compute(
                id,
                (_, last) -> {
                    news.set(last == null || isOld(last, now));
                    return news.get() ? now : last;
                });
        return news.get();
    }

    private static boolean isOld(Instant last, Instant now) {
        return !now.isBefore(last.plus(OFTEN_ENOUGH));
    }

    /// Notes that a station was heard of.
    public void saw(String id) throws StoreException {
        database.write(tables -> {
            tables.stationSight().seen(id, clock.instant());
            return id;
        });
    }

    public List<Station> all() throws StoreException {
        return database.read(tables -> tables.stations().all());
    }

    /// @param by a user, or `hub` for its command line
    /// @return false if there is no such station
    public boolean revoke(String id, String by) throws StoreException {
        return database.write(tables -> {
            if (tables.stations().find(id).isEmpty()) {
                return false;
            }
            tables.stations().revoke(id, clock.instant());
            tables.audit()
                    .append(
                            clock.instant(),
                            "station_revoked",
                            by,
                            Json.object().put("stationId", id));
            return true;
        });
    }
}
