package io.prepstation.hub.people;

import io.prepstation.hub.people.StationAccess.Granted;
import io.prepstation.hub.people.StationAccess.Revoked;
import io.prepstation.hub.people.StationAccess.Unknown;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.time.InstantSource;
import java.util.List;

/// The stations that were let in.
public final class Stations {

    private final HubDatabase database;
    private final InstantSource clock;

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

    public List<Station> all() throws StoreException {
        return database.read(tables -> tables.stations().all());
    }

    /// @return false if there is no such station
    public boolean revoke(String id) throws StoreException {
        return database.write(tables -> {
            if (tables.stations().find(id).isEmpty()) {
                return false;
            }
            tables.stations().revoke(id, clock.instant());
            tables.audit()
                    .append(
                            clock.instant(),
                            "station_revoked",
                            "hub",
                            Json.object().put("stationId", id));
            return true;
        });
    }
}
