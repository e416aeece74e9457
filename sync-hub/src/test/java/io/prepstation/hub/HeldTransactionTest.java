package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Somebody else's transaction on PostgreSQL that is not over. The hub waits for it as long as it is told to.
@Tag("SYN-20")
class HeldTransactionTest {

    private static final long SAME_AS_THE_HUB = 0x7072657073746174L;

    @TempDir Path data;

    private DataDirectory directory;
    private String url;

    /// The hub's own limit is eight seconds.
    @BeforeEach
    void nameTheDatabase() throws Exception {
        url = Postgres.server().url(Postgres.server().newDatabase());
        directory = new DataDirectory(data);
        directory.create();
        directory.keepDatabaseUrl(url + "&options=-c%20lock_timeout=50");
    }

    private static boolean write(HubDatabase database) throws StoreException {
        return database.write(tables -> {
            tables.serialise();
            return true;
        });
    }

    @Test
    @Timeout(7)
    void is_waited_for_no_longer_than_the_url_says_and_then_nothing_is_left_of_it()
            throws Exception {
        try (HubDatabase database = HubDatabase.open(directory);
                Connection other = DriverManager.getConnection("jdbc:" + url)) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("SELECT pg_advisory_xact_lock(" + SAME_AS_THE_HUB + ")");
            }

            StoreException refusal = assertThrows(StoreException.class, () -> write(database));

            assertTrue(refusal.temporary(), refusal::getMessage);
            other.rollback();
            assertTrue(write(database));
        }
    }
}
