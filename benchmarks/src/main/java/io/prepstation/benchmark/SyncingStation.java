package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.HubTimeouts;
import io.prepstation.kiosk.sync.StationKey;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.kiosk.sync.SyncRules;
import io.prepstation.kiosk.sync.SyncSetup;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.AttemptPolicy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// An enrolled station without screens and devices: its lab's file, its store of materials, and sync.
final class SyncingStation implements AutoCloseable {

    private static final User OPERATOR =
            new User(EnrolledStation.OPERATOR, "Olga Meyer", Set.of(Role.OPERATOR), true);

    private final InstantSource clock = InstantSource.system();
    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final HubNetwork network = new HubNetwork();
    private final StationEnrolment enrolment;
    private final LabDatabase database;
    private final EntityStore store;
    private final SessionService sessions;

    SyncingStation(Path data, StationEnrolment enrolment) throws StoreException {
        this.enrolment = enrolment;
        this.database = LabDatabase.open(data, enrolment.lab());
        this.store =
                new EntityStore(
                        enrolment.lab(), EntityTypes.STANDARD, clock, ids, new SplittableRandom());
        this.sessions =
                new SessionService(
                        database,
                        clock,
                        ids,
                        new StationFacts(
                                enrolment.stationId(),
                                "c0ffee",
                                AttemptPolicy.DEFAULT,
                                StationKey.open(data).pair()));
    }

    LabDatabase database() {
        return database;
    }

    EntityStore store() {
        return store;
    }

    SessionService sessions() {
        return sessions;
    }

    TimeOrderedIds ids() {
        return ids;
    }

    HubClient client() {
        return HubClient.station(network, enrolment, HubTimeouts.DEFAULT);
    }

    /// @param autoSync whether it listens to the hub and sends by itself
    SyncEngine engine(boolean autoSync) throws StoreException {
        return engine(SyncRules.DEFAULT, HubTimeouts.DEFAULT, autoSync);
    }

    SyncEngine engine(SyncRules rules, HubTimeouts timeouts, boolean autoSync)
            throws StoreException {
        SyncSetup setup = new SyncSetup(rules, timeouts, autoSync, clock, new SplittableRandom());
        return SyncEngine.start(database, sessions, enrolment, network, setup).orElseThrow();
    }

    /// Lots, each with a container that names it, made offline: every second operation refers to a temporary id.
    ///
    /// @param tag begins their numbers and codes
    void edit(int operations, String tag) throws StoreException {
        String ingredient =
                database.read(handle -> store.getAll(handle, "ingredients")).getFirst().id();
        database.change(handle -> {
            for (int number = 0; number < operations / 2; number++) {
                String lot = create(handle, "lots", lot(ingredient, tag + number));
                create(handle, "containers", RawEdits.container(tag + number).put("lotId", lot));
            }
        });
    }

    /// A container, as one person makes it, on the disk when it returns.
    String container(String code) throws StoreException {
        return database.write(handle -> create(handle, "containers", RawEdits.container(code)));
    }

    /// Some fields of a container of this station, on the disk when it returns.
    ///
    /// @param id may be the temporary one still
    void change(String id, ObjectNode changes) throws StoreException {
        Edit edit =
                database.write(handle -> store.update(handle, OPERATOR, "containers", id, changes));
        if (!(edit instanceof Edit.Written)) {
            throw new IllegalStateException("the store refused " + changes + ": " + edit);
        }
    }

    /// The texts of the newest operations as they were sent.
    List<String> sent(int newest) throws SQLException {
        String query =
                "SELECT frozen FROM (SELECT op_seq, frozen FROM outbox ORDER BY op_seq DESC LIMIT "
                        + newest
                        + ") ORDER BY op_seq";
        List<String> texts = new ArrayList<>();
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + database.path());
                Statement statement = file.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private String create(WriteHandle handle, String type, ObjectNode fields)
            throws StoreException {
        if (store.create(handle, OPERATOR, type, fields) instanceof Edit.Written(var entity)) {
            return entity.id();
        }
        throw new IllegalStateException("the store refused " + type + " " + fields);
    }

    private static ObjectNode lot(String ingredient, String number) {
        return Json.object()
                .put("ingredientId", ingredient)
                .put("lotNumber", number)
                .put("expiresOn", "2029-01-31")
                .put("status", "quarantine")
                .put("remainingG", "500.0");
    }

    @Override
    public void close() {
        database.close();
        network.close();
    }
}
