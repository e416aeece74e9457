package io.prepstation.kiosk.sync;

import io.prepstation.hub.feed.Restores;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/// The database of a night's hub: a file of SQLite, or one on a real PostgreSQL. Nobody but the night uses it.
interface NightStore extends AutoCloseable {

    HubDatabase open() throws StoreException;

    /// Copies it as its administrator would.
    ///
    /// @return the database to go on with
    HubDatabase backUp(HubDatabase database) throws Exception;

    boolean hasBackup();

    /// Puts the last copy in its place, while nobody has it open.
    void putBack() throws Exception;

    /// What is told the hub after that.
    void restored(Restores restores) throws StoreException;

    /// Changes it behind the hub's back.
    void run(String sql);

    /// Somebody else's transaction that is not over; always empty where others cannot have one.
    Optional<HeldTransaction> held();

    /// Somebody begins a transaction and does not end it before `until`.
    ///
    /// @return what it has; empty where others cannot have one, or somebody has one already
    Optional<HeldTransaction.Kind> hold(Random random, Instant until);

    /// Ends it, if there is one.
    void letGo();

    @Override
    void close();
}
