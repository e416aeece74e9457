package io.prepstation.hub;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/// The same sentences with the hub's data on PostgreSQL, which keeps no text with a zero byte.
@Tag("OPS-7")
class EveryMemberOnPostgresTest extends EveryMemberTest {

    @Override
    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.onPostgres(data);
    }
}
