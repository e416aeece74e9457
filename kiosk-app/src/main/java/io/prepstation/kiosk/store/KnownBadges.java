package io.prepstation.kiosk.store;

import io.prepstation.model.people.Lockout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What the station itself knows of badges: whom it may recognise without the hub, and which are closed for a while
/// after wrong PINs. Kept in `DIR/station.db`, over restarts. Any thread may use it.
public final class KnownBadges {

    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final String KEEP =
            """
            INSERT INTO credentials (tenant_id, lab_id, badge_hash, user_id, pin_hash, offline_until,
                version)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, lab_id, badge_hash) DO UPDATE SET user_id = excluded.user_id,
                pin_hash = excluded.pin_hash, offline_until = excluded.offline_until,
                version = excluded.version
            """;
    private static final String COUNT =
            """
            INSERT INTO lockouts (badge_hash, failures, closed_until) VALUES (?, ?, ?)
            ON CONFLICT (badge_hash) DO UPDATE SET failures = excluded.failures,
                closed_until = excluded.closed_until
            """;

    private final DatabaseFile file;

    KnownBadges(DatabaseFile file) {
        this.file = file;
    }

    public Optional<KnownBadge> find(LabKey lab, String badgeHash) throws StoreException {
        return file.read(handle ->
                handle.sql()
                        .first(
                                "SELECT * FROM credentials"
                                        + " WHERE tenant_id = ? AND lab_id = ? AND badge_hash = ?",
                                row -> badge(lab, row),
                                lab.tenantId(),
                                lab.labId(),
                                badgeHash));
    }

    /// Keeps what the hub has confirmed; one for the same badge is replaced.
    public void keep(KnownBadge badge) throws StoreException {
        file.change(handle ->
                handle.sql()
                        .run(
                                KEEP,
                                badge.lab().tenantId(),
                                badge.lab().labId(),
                                badge.badgeHash(),
                                badge.userId(),
                                badge.pinHash(),
                                badge.offlineUntil().toEpochMilli(),
                                badge.version()));
    }

    /// Badge or PIN were replaced: what is remembered is good no more.
    public void forget(KnownBadge badge) throws StoreException {
        file.change(handle ->
                handle.sql()
                        .run(
                                "DELETE FROM credentials"
                                        + " WHERE tenant_id = ? AND lab_id = ? AND badge_hash = ? AND version = ?",
                                badge.lab().tenantId(),
                                badge.lab().labId(),
                                badge.badgeHash(),
                                badge.version()));
    }

    /// A try as it was counted.
    ///
    /// @param closed how long to wait if it may not even be made
    /// @param before what was known of the badge; the same as `after` if it may not be made
    public record Try(Optional<Duration> closed, Lockout before, Lockout after) {}

    /// Begins a try, counted as failed until [#opened]: that way neither many at once nor pulling the plug gives more.
    ///
    /// @param clock what it shows; counted in milliseconds, as they are stored
    public Try knock(String badgeHash, Instant clock) throws StoreException {
        Instant now = clock.truncatedTo(ChronoUnit.MILLIS);
        return file.write(handle -> {
            Lockout stored = lockout(handle, badgeHash);
            Lockout before = stored.at(now);
            Optional<Duration> wait = before.waitAt(now);
            if (wait.isPresent()) {
                if (!before.equals(stored)) {
                    put(handle, badgeHash, before);
                }
                return new Try(wait, before, before);
            }
            Lockout after = before.tried(now);
            put(handle, badgeHash, after);
            handle.sql()
                    .run(
                            "DELETE FROM lockouts WHERE closed_until < ?",
                            now.minus(REMEMBERED).toEpochMilli());
            return new Try(wait, before, after);
        });
    }

    /// Nobody has compared the PIN of that try: it was no guess. What others did meanwhile stays counted, with the
    /// wait that it costs.
    public void takeBack(String badgeHash, Try counted) throws StoreException {
        file.change(handle -> {
            Lockout now = lockout(handle, badgeHash);
            if (now.equals(counted.after())) {
                put(handle, badgeHash, counted.before());
            } else if (now.failures() > 0) {
                put(handle, badgeHash, new Lockout(now.failures() - 1, now.closedUntil()));
            }
        });
    }

    private static void put(WriteHandle handle, String badgeHash, Lockout lockout) {
        handle.sql()
                .run(COUNT, badgeHash, lockout.failures(), lockout.closedUntil().toEpochMilli());
    }

    /// The try was right: what went wrong before is forgotten.
    public void opened(String badgeHash) throws StoreException {
        file.change(
                handle -> handle.sql().run("DELETE FROM lockouts WHERE badge_hash = ?", badgeHash));
    }

    private static Lockout lockout(ReadHandle handle, String badgeHash) {
        return handle.sql()
                .first(
                        "SELECT failures, closed_until FROM lockouts WHERE badge_hash = ?",
                        row ->
                                new Lockout(
                                        row.getInt("failures"),
                                        Instant.ofEpochMilli(row.getLong("closed_until"))),
                        badgeHash)
                .orElse(Lockout.NONE);
    }

    private static KnownBadge badge(LabKey lab, ResultSet row) throws SQLException {
        return new KnownBadge(
                lab,
                row.getString("badge_hash"),
                row.getString("user_id"),
                row.getString("pin_hash"),
                Instant.ofEpochMilli(row.getLong("offline_until")),
                row.getInt("version"));
    }
}
