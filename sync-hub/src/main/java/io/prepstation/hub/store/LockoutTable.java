package io.prepstation.hub.store;

import io.prepstation.model.people.Lockout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// How often somebody failed at a door (a badge, a login, an address), kept over restarts.
public final class LockoutTable {

    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Handle handle;
    private final Dialect dialect;

    LockoutTable(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /// How it stands at a door, without holding it.
    public Lockout find(String door) {
        return handle.createQuery("SELECT failures, closed_until FROM lockouts WHERE door = :door")
                .bind("door", door)
                .map((row, context) -> lockout(row))
                .findOne()
                .orElse(Lockout.NONE);
    }

    /// Holds the door's row until the transaction ends, so that those who try at once are counted one after the other;
    /// a row that is not there cannot be held, so it is made.
    public Lockout held(String door) {
        handle.createUpdate(
                        "INSERT INTO lockouts (door, failures, closed_until) VALUES (:door, 0, 0)"
                                + " ON CONFLICT (door) DO NOTHING")
                .bind("door", door)
                .execute();
        return handle.createQuery(
                        "SELECT failures, closed_until FROM lockouts WHERE door = :door"
                                + dialect.forUpdate())
                .bind("door", door)
                .map((row, context) -> lockout(row))
                .one();
    }

    private static Lockout lockout(ResultSet row) throws SQLException {
        return new Lockout(
                row.getInt("failures"), Instant.ofEpochMilli(row.getLong("closed_until")));
    }

    public void keep(String door, Lockout lockout) {
        handle.createUpdate(
                        """
                        INSERT INTO lockouts (door, failures, closed_until)
                        VALUES (:door, :failures, :closedUntil)
                        ON CONFLICT (door) DO UPDATE SET failures = excluded.failures,
                            closed_until = excluded.closed_until
                        """)
                .bind("door", door)
                .bind("failures", lockout.failures())
                .bind("closedUntil", lockout.closedUntil().toEpochMilli())
                .execute();
    }

    public void forget(String door) {
        handle.createUpdate("DELETE FROM lockouts WHERE door = :door").bind("door", door).execute();
    }

    /// So that unknown badges held up by the thousand do not fill the table for ever.
    public void forgetOld(Instant now) {
        handle.createUpdate("DELETE FROM lockouts WHERE closed_until < :before")
                .bind("before", now.minus(REMEMBERED).toEpochMilli())
                .execute();
    }
}
