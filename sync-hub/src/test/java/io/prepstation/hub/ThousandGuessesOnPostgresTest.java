package io.prepstation.hub;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/// The same sentences with the hub's data on PostgreSQL.
@Tag("OPS-7")
class ThousandGuessesOnPostgresTest extends ThousandGuessesTest {

    @Override
    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.onPostgres(data);
    }
}
