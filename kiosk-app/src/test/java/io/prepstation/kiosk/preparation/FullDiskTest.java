package io.prepstation.kiosk.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.DiskLimit;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.session.SessionRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A full disk is said, and costs nothing that was saved before.
@Tag("STO-10")
class FullDiskTest {

    private static final int PAGES_LEFT = 40;

    @TempDir Path folder;

    @Test
    void what_was_saved_stays_and_what_was_not_is_not_half_there() throws StoreException {
        try (SampleBench bench = SampleBench.in(folder)) {
            DiskLimit.pagesLeft(bench.database(), PAGES_LEFT);
            List<SessionRecord> saved = new ArrayList<>();
            Outcome<SessionRecord> outcome = create(bench);
            while (outcome instanceof Outcome.Saved(var record)) {
                saved.add(record);
                outcome = create(bench);
            }

            StoreException failure = assertInstanceOf(Outcome.NotSaved.class, outcome).failure();
            assertEquals(StoreException.Reason.DISK_FULL, failure.reason());
            assertTrue(
                    String.valueOf(failure.getMessage()).contains("disk is full"),
                    failure::toString);
            assertEquals(saved.size(), bench.reader().list(1_000).size());
            for (SessionRecord record : saved) {
                assertEquals(record, found(bench, record.id()));
            }
            assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
        }
    }

    @Test
    void once_there_is_space_again_the_station_goes_on_by_itself() throws StoreException {
        try (SampleBench bench = SampleBench.in(folder)) {
            DiskLimit.pagesLeft(bench.database(), 0);
            int saved = 0;
            while (create(bench) instanceof Outcome.Saved) {
                saved++;
            }

            SessionRecord created = bench.created(SampleLab.TWENTY);

            assertEquals(saved + 1, created.session().attemptNo());
            assertEquals(created, found(bench, created.id()));
        }
    }

    private static Outcome<SessionRecord> create(SampleBench bench) {
        return bench.service().createSessionFromFormula(SampleBench.request(SampleLab.TWENTY));
    }

    private static SessionRecord found(SampleBench bench, String id) {
        try {
            return assertInstanceOf(Opening.Opened.class, bench.reader().open(id)).record();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
