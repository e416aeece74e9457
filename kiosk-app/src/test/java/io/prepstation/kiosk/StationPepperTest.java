package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.prepstation.config.ConfigReader;
import io.prepstation.kiosk.alone.StationAlone;
import io.prepstation.kiosk.store.Pepper;
import io.prepstation.kiosk.store.StationDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("STO-9")
class StationPepperTest {

    @TempDir Path data;

    /// What a command finds may be a file beside the credential of the kiosk's unit.
    @Test
    void of_a_former_program_gets_its_mark_by_the_kiosk_and_not_by_a_command() throws Exception {
        StationAlone.open(data, ZoneOffset.UTC, InstantSource.system(), new TimeOrderedIds())
                .orElseThrow()
                .close();
        Pepper.open(data);
        Path mark = data.resolve("keys/pepper.mark");
        String first = Files.readString(mark);
        Files.delete(mark);

        Pepper.open(data);
        assertFalse(Files.exists(mark));

        try (StationDatabase own = StationDatabase.open(data);
                Station _ =
                        new Station(
                                data,
                                ConfigReader.defaults(),
                                own.current().orElseThrow(),
                                _ -> {})) {
            assertEquals(first, Files.readString(mark));
        }
    }
}
