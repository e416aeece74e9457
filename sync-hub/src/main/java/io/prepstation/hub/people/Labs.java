package io.prepstation.hub.people;

import io.prepstation.hub.feed.Change;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The laboratories of a hub: of one tenant, or of several that do not know of each other.
public final class Labs {

    /// Stations name folders by them.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final HubDatabase database;
    private final Feed feed;
    private final InstantSource clock;

    public Labs(HubDatabase database, Feed feed, InstantSource clock) {
        this.database = database;
        this.feed = feed;
        this.clock = clock;
    }

    public List<Lab> all() throws StoreException {
        return database.read(tables -> tables.labs().all().stream().map(Versioned::value).toList());
    }

    /// Adds a lab, and its tenant if that is new.
    ///
    /// @param by a user, or `hub` for its command line
    /// @return why not; empty if it was added
    public Optional<String> add(Lab lab, String by) throws StoreException {
        if (!ID.matcher(lab.id()).matches() || !ID.matcher(lab.tenantId()).matches()) {
            return Optional.of(
                    "the id of a lab or tenant has 1 to 64 letters, digits, dots, dashes: lab-2");
        }
        return database.write(tables -> {
            if (tables.labs().find(lab.id()).isPresent()) {
                return Optional.of("there is a lab " + lab.id() + " already");
            }
            found(tables, lab);
            tables.audit()
                    .append(
                            clock.instant(),
                            "lab_added",
                            by,
                            Json.object().put("labId", lab.id()).put("tenantId", lab.tenantId()));
            return Optional.empty();
        });
    }

    /// The lab's row and its place in the feed, as part of a larger transaction.
    public void found(Tables tables, Lab lab) {
        if (!tables.labs().hasTenant(lab.tenantId())) {
            tables.labs().insertTenant(lab.tenantId(), lab.tenantId());
        }
        tables.labs().insert(lab);
        feed.append(
                tables,
                Change.atHub(
                        lab.id(), EntityType.LABS, lab.id(), 1, Json.write(WireForms.of(lab))));
    }
}
