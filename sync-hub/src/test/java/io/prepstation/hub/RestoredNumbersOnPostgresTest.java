package io.prepstation.hub;

import io.prepstation.hub.store.DataDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/// The same sentences with the hub's data on PostgreSQL.
@Tag("SYN-20")
class RestoredNumbersOnPostgresTest extends RestoredNumbersTest {

    @Override
    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulasOnPostgres(data);
    }

    @Override
    String copy() throws Exception {
        String database = hub.databaseUrl().replaceFirst(".*/([^/?]+)\\?.*", "$1");
        return Postgres.server().copyOf(database);
    }

    @Override
    void putBack(String copy) throws Exception {
        Postgres server = Postgres.server();
        new DataDirectory(hub.data).keepDatabaseUrl(server.url(server.copyOf(copy)));
    }
}
