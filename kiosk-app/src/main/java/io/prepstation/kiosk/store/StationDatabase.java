package io.prepstation.kiosk.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What belongs to no lab: `DIR/station.db` with the station's enrolments (STO-1). Any thread may use it.
public final class StationDatabase implements AutoCloseable {

    static final Migrations MIGRATIONS =
            Migrations.of(
                    "station",
                    "0001-first-tables",
                    "0002-people",
                    "0003-authority",
                    "0004-print-jobs",
                    "0005-credentials");

    private static final String CURRENT_LAB = "current_lab";

    private static final String SAVE =
            """
            INSERT INTO enrolments (tenant_id, lab_id, station_id, hub_url, token, hub_key_id, hub_public_key,
                feed_epoch, station_epoch, enrolled_at, hub_authority)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, lab_id) DO UPDATE SET station_id = excluded.station_id,
                hub_url = excluded.hub_url, token = excluded.token, hub_key_id = excluded.hub_key_id,
                hub_public_key = excluded.hub_public_key, feed_epoch = excluded.feed_epoch,
                station_epoch = excluded.station_epoch, enrolled_at = excluded.enrolled_at,
                hub_authority = excluded.hub_authority
            """;

    private final DatabaseFile file;
    private final TokenFiles tokens;

    private StationDatabase(DatabaseFile file, TokenFiles tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    public static StationDatabase open(Path dataFolder) throws StoreException {
        UnfinishedRestore.refuse(dataFolder);
        return whileRestoring(dataFolder);
    }

    /// For a restore that goes on after one that was not ended.
    public static StationDatabase whileRestoring(Path dataFolder) throws StoreException {
        StationDatabase station =
                new StationDatabase(
                        DatabaseFile.open(dataFolder.resolve("station.db"), MIGRATIONS),
                        new TokenFiles(dataFolder));
        try {
            station.moveTokensOut();
        } catch (StoreException e) {
            station.close();
            throw e;
        }
        return station;
    }

    /// A restored station counts its operations anew; by another epoch the hub tells them from those it has.
    ///
    /// @param station a `station.db`, in its place or not yet
    /// @return its enrolments, without their tokens
    public static List<StationEnrolment> beginEpoch(Path station, String epoch)
            throws StoreException {
        try (DatabaseFile file = DatabaseFile.open(station, MIGRATIONS)) {
            file.change(handle -> {
                remember(handle, "station_epoch", epoch);
                handle.sql().run("UPDATE enrolments SET station_epoch = ?", epoch);
            });
            return rows(file);
        }
    }

    /// A lab's file begins anew, because nothing is left of the one before.
    ///
    /// @return how often that happened, with this time
    public int beginAnew(LabKey lab) throws StoreException {
        String key = "begun_anew/" + text(lab);
        int times = 1 + fact(key).map(Integer::parseInt).orElse(0);
        remember(key, String.valueOf(times));
        return times;
    }

    /// Programs before 0.2 kept tokens in the database.
    private void moveTokensOut() throws StoreException {
        List<StationEnrolment> inside =
                file.read(handle ->
                        handle.sql()
                                .list(
                                        "SELECT * FROM enrolments WHERE token <> ''",
                                        row -> enrolment(row, row.getString("token"))));
        for (StationEnrolment enrolment : inside) {
            save(enrolment);
        }
    }

    /// Stores an enrolment; one for the same lab is replaced, as after enrolling again. The token is on the disk before the
    /// enrolment that needs it.
    public void save(StationEnrolment enrolment) throws StoreException {
        keep(enrolment, false);
    }

    /// The same, and from now on the station works for that lab: both or neither.
    public void join(StationEnrolment enrolment) throws StoreException {
        keep(enrolment, true);
    }

    private void keep(StationEnrolment enrolment, boolean workFor) throws StoreException {
        if (!enrolment.token().isEmpty()) {
            keepToken(enrolment.stationId(), enrolment.token());
        }
        List<StationEnrolment> replaced =
                enrolments().stream()
                        .filter(one -> one.lab().equals(enrolment.lab()))
                        .filter(one -> !one.stationId().equals(enrolment.stationId()))
                        .toList();
        file.change(handle -> {
            saveRow(handle, enrolment);
            if (workFor) {
                remember(handle, CURRENT_LAB, text(enrolment.lab()));
            }
        });
        for (StationEnrolment old : replaced) {
            tokens.delete(old.stationId());
        }
    }

    /// Replaces the token of an enrolment; returns when it is on the disk.
    public void keepToken(String stationId, String token) throws StoreException {
        tokens.write(stationId, token);
    }

    private static void saveRow(WriteHandle handle, StationEnrolment enrolment) {
        handle.sql()
                .run(
                        SAVE,
                        enrolment.lab().tenantId(),
                        enrolment.lab().labId(),
                        enrolment.stationId(),
                        enrolment.hubUrl(),
                        "",
                        enrolment.hubKeyId(),
                        enrolment.hubPublicKey(),
                        enrolment.feedEpoch(),
                        enrolment.stationEpoch(),
                        enrolment.enrolledAt().toEpochMilli(),
                        enrolment.hubAuthority());
    }

    /// The enrolments of all labs, oldest first.
    public List<StationEnrolment> enrolments() throws StoreException {
        List<StationEnrolment> enrolments = new ArrayList<>();
        for (StationEnrolment row : rows(file)) {
            enrolments.add(row.withToken(tokens.read(row.stationId()).orElse("")));
        }
        return enrolments;
    }

    private static List<StationEnrolment> rows(DatabaseFile file) throws StoreException {
        return file.read(handle ->
                handle.sql()
                        .list(
                                "SELECT * FROM enrolments ORDER BY enrolled_at, lab_id",
                                row -> enrolment(row, "")));
    }

    public Optional<StationEnrolment> enrolment(LabKey lab) throws StoreException {
        return enrolments().stream().filter(one -> one.lab().equals(lab)).findFirst();
    }

    /// The enrolment of the lab the station works for: the last one it was told to, which lasts over restarts; without
    /// a word, the newest. Empty if there is none at all.
    public Optional<StationEnrolment> current() throws StoreException {
        return current(enrolments());
    }

    /// The same, for who asks often and needs no token.
    public Optional<StationEnrolment> currentWithoutToken() throws StoreException {
        return current(rows(file));
    }

    private Optional<StationEnrolment> current(List<StationEnrolment> all) throws StoreException {
        String told = fact(CURRENT_LAB).orElse("");
        return all.stream()
                .filter(one -> told.equals(text(one.lab())))
                .findFirst()
                .or(() -> all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()));
    }

    /// From now on the station works for that lab.
    public void workFor(LabKey lab) throws StoreException {
        remember(CURRENT_LAB, text(lab));
    }

    private static String text(LabKey lab) {
        return lab.tenantId() + "/" + lab.labId();
    }

    /// Whom the station knows by badge and PIN.
    public KnownBadges badges() {
        return new KnownBadges(file);
    }

    /// The labels that were asked for.
    public PrintJobs printJobs() {
        return new PrintJobs(file);
    }

    /// A fact about the station itself, such as the lab last used.
    public Optional<String> fact(String key) throws StoreException {
        return file.read(handle ->
                handle.sql()
                        .first(
                                "SELECT value FROM station_state WHERE key = ?",
                                row -> row.getString(1),
                                key));
    }

    public void remember(String key, String value) throws StoreException {
        file.change(handle -> remember(handle, key, value));
    }

    private static void remember(WriteHandle handle, String key, String value) {
        handle.sql()
                .run(
                        "INSERT INTO station_state (key, value) VALUES (?, ?)"
                                + " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                        key,
                        value);
    }

    @Override
    public void close() {
        file.close();
    }

    private static StationEnrolment enrolment(ResultSet row, String token) throws SQLException {
        return new StationEnrolment(
                new LabKey(row.getString("tenant_id"), row.getString("lab_id")),
                row.getString("station_id"),
                row.getString("hub_url"),
                token,
                row.getString("hub_key_id"),
                row.getString("hub_public_key"),
                row.getString("feed_epoch"),
                row.getString("station_epoch"),
                Instant.ofEpochMilli(row.getLong("enrolled_at")),
                row.getString("hub_authority"));
    }
}
