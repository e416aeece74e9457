package io.prepstation.kiosk.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.KeptCopy;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.store.AuditHeads;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.AuditHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REC-1")
class HeadLogTest {

    @TempDir Path folder;
    private SampleBench bench;
    private HeadLog log;

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
        log = HeadLog.of(Optional.of(folder.resolve("usb")), folder, SampleLab.KEY);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void lies_in_the_data_directory_unless_the_site_says_otherwise() {
        assertEquals(
                folder.resolve("heads").resolve("tenant").resolve("lab.jsonl"),
                HeadLog.of(Optional.empty(), folder, SampleLab.KEY).file());
        assertEquals(folder.resolve("usb").resolve("tenant").resolve("lab.jsonl"), log.file());
    }

    @Test
    void follows_the_sessions_by_itself() throws StoreException {
        try (HeadLogKeeper _ = HeadLogKeeper.start(bench.database(), log)) {
            bench.completed(SampleLab.THREE);
            bench.completed(SampleLab.THREE);

            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> heads().size() == 2);
        }
        assertEquals(inFile(), heads());
    }

    @Test
    void gets_at_the_next_start_what_it_missed_and_nothing_twice() throws StoreException {
        bench.completed(SampleLab.THREE);
        HeadLogKeeper.catchUp(bench.database(), log);
        bench.completed(SampleLab.THREE);

        HeadLogKeeper.catchUp(bench.database(), log);
        HeadLogKeeper.catchUp(bench.database(), log);

        assertEquals(inFile(), heads());
    }

    @Test
    void writes_over_what_a_power_failure_left_of_a_line() throws Exception {
        bench.completed(SampleLab.THREE);
        HeadLogKeeper.catchUp(bench.database(), log);
        Files.writeString(log.file(), "{\"head\":{\"lab", StandardOpenOption.APPEND);
        bench.completed(SampleLab.THREE);

        HeadLogKeeper.catchUp(bench.database(), log);

        assertEquals(inFile(), heads());
    }

    @Test
    void is_itself_told_when_a_line_was_altered() throws Exception {
        bench.completed(SampleLab.THREE);
        HeadLogKeeper.catchUp(bench.database(), log);
        String text = Files.readString(log.file());
        Files.writeString(log.file(), text.replace("station-1", "station-2"));

        Verification.Fault fault =
                Verification.of(
                                bench.database(),
                                new Evidence(Map.of(), Optional.empty(), List.of(log)))
                        .fault();

        assertNotNull(fault);
        assertTrue(fault.record().contains("line 1"), fault::toString);
    }

    @Test
    void on_a_path_that_cannot_be_written_the_station_goes_on() throws IOException {
        Path blocked = Files.createFile(folder.resolve("blocked"));
        HeadLog nowhere = HeadLog.of(Optional.of(blocked), folder, SampleLab.KEY);

        bench.completed(SampleLab.THREE);
        HeadLogKeeper.catchUp(bench.database(), nowhere);

        assertThrows(StoreException.class, () -> nowhere.append(inFile(), List.of()));
    }

    private List<AuditHead> inFile() throws StoreException {
        return bench.database().read(handle -> AuditHeads.after(handle, 0, 100));
    }

    private List<AuditHead> heads() throws StoreException {
        List<AuditHead> heads = new ArrayList<>();
        log.firstPresent(copy -> {
            if (copy instanceof KeptCopy.Head(var head, _)) {
                heads.add(head);
            }
            return Optional.empty();
        });
        return heads;
    }
}
