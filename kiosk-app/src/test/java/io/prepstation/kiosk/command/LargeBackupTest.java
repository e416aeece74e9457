package io.prepstation.kiosk.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lab's file of 96 MB, backed up and put back by programs with 48 MB of heap.
@Tag("STO-10")
class LargeBackupTest {

    private static final String HEAP = "-Xmx48m";
    private static final int MEGABYTES = 96;

    @TempDir Path folder;
    private Path data;
    private Path lab;

    @BeforeEach
    void a_lab_that_is_larger_than_the_memory() throws Exception {
        data = folder.resolve("data");
        try (StationDatabase station = StationDatabase.open(data)) {
            station.save(
                    new StationEnrolment(
                            SampleLab.KEY,
                            "s",
                            "https://hub",
                            "t",
                            "k",
                            "p",
                            "f",
                            "old",
                            SampleBench.NOW));
        }
        try (SampleBench bench = SampleBench.in(data)) {
            lab = bench.database().path();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + lab);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE filler (content BLOB)");
            for (int i = 0; i < MEGABYTES; i++) {
                statement.execute("INSERT INTO filler VALUES (zeroblob(1048576))");
            }
            // The pages stay in the file; its tables are the program's again.
            statement.execute("DROP TABLE filler");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private String station(String... arguments) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                HEAP,
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it did not end");
        String text = Files.readString(said);
        assertEquals(0, process.exitValue(), text);
        return text;
    }

    @Test
    void a_backup_is_made_and_put_back() throws Exception {
        Path backups = folder.resolve("backups");

        station("backup", "--to", backups.toString());

        Path backup;
        try (Stream<Path> made = Files.list(backups)) {
            backup = made.findFirst().orElseThrow();
        }
        assertTrue(Files.size(lab) > MEGABYTES * 1_048_576L);
        Files.delete(lab);

        String said = station("restore", backup.toString());

        assertTrue(Files.size(lab) > MEGABYTES * 1_048_576L, said);
    }
}
