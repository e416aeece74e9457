package io.prepstation.hub;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/// The same sentences with the hub's data on PostgreSQL.
@Tag("SYN-20")
class DerivedOnPostgresTest extends DerivedTest {

    @Override
    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulasOnPostgres(data);
    }
}
