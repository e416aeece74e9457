package io.prepstation.kiosk.sync;

import io.prepstation.hub.feed.Restores;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A hub's file. Its copies know that they are copies.
final class NightSqlite implements NightStore {

    private final Path file;
    private final Path backup;

    NightSqlite(Path file) {
        this.file = file;
        this.backup = file.resolveSibling("backup.db");
    }

    @Override
    public HubDatabase open() throws StoreException {
        return HubDatabase.open(file);
    }

    @Override
    public HubDatabase backUp(HubDatabase database) throws Exception {
        Files.deleteIfExists(backup);
        database.backUp(backup);
        return database;
    }

    @Override
    public boolean hasBackup() {
        return Files.exists(backup);
    }

    @Override
    public void putBack() throws Exception {
        for (String beside : List.of("-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + beside));
        }
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void restored(Restores restores) throws StoreException {
        restores.notice();
    }

    @Override
    public void run(String sql) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Optional<HeldTransaction> held() {
        return Optional.empty();
    }

    @Override
    public Optional<HeldTransaction.Kind> hold(Random random, Instant until) {
        return Optional.empty();
    }

    @Override
    public void letGo() {
        // Nobody has one.
    }

    /// Its folder goes with the night.
    @Override
    public void close() {
        // Nothing is open.
    }
}
