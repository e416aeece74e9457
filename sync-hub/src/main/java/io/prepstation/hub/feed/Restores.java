package io.prepstation.hub.feed;

import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Json;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// What a hub does once after its database was put back from a copy: its feed gets another epoch, so that every station
/// notices and brings again what the copy lacks.
public final class Restores {

    private final HubDatabase database;
    private final InstantSource clock;
    private final Supplier<String> epochs;

    public Restores(HubDatabase database, InstantSource clock, Supplier<String> epochs) {
        this.database = database;
        this.clock = clock;
        this.epochs = epochs;
    }

    /// Does nothing for a database that is not a copy, or was noticed before.
    public void notice() throws StoreException {
        if (database.read(tables -> tables.identity().find())
                .filter(HubIdentity::isCopy)
                .isPresent()) {
            database.write(tables -> {
                Optional<HubIdentity> copy = tables.identity().find().filter(HubIdentity::isCopy);
                copy.ifPresent(identity -> begin(tables, identity));
                return copy.isPresent();
            });
        }
    }

    /// For a database that was put back by other means than a backup of this program's.
    public void begin() throws StoreException {
        database.write(tables -> {
            tables.identity().find().ifPresent(identity -> begin(tables, identity));
            return true;
        });
    }

    private void begin(Tables tables, HubIdentity identity) {
        tables.serialise();
        long head = tables.feed().headSeq();
        String epoch = epochs.get();
        tables.identity().beginFeed(identity.original(), epoch, head);
        tables.entities().skipNumbers(clock.instant());
        tables.audit()
                .append(
                        clock.instant(),
                        "hub_restored",
                        "hub",
                        Json.object().put("feedEpoch", epoch).put("feedSeq", head));
    }
}
