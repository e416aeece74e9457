package io.prepstation.hub;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/// The same sentences with the hub's data on PostgreSQL.
@Tag("OPS-7")
class DashboardOnPostgresTest extends DashboardTest {

    @Override
    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.onPostgres(data);
    }
}
