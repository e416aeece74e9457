package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.PushPullTest.Bench;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real hub is put back to before a formula was changed, and the manager makes the change again.
@Tag("SYN-12")
class FormulaMadeAgainTest {

    private static final String HEADER =
            "formula_code,formula_name,version,base_amount,base_unit,sequence,ingredient_code,ingredient_name,"
                    + "cas_number,target_g,tolerance_lower_g,tolerance_upper_g\n";

    @TempDir Path folder;
    private TestHub hub;
    private Bench bench;
    private Path copy;

    @BeforeEach
    void open() throws Exception {
        var clock = SyncedStation.clockOf2026();
        hub = new TestHub(folder.resolve("hub"), clock);
        bench = new Bench(folder.resolve("bench"), hub, clock, 1);
        assertTrue(bench.sync().success());
        copy = hub.backUp(folder.resolve("backup"));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        hub.close();
    }

    /// Version 2 of the formula, with so much salt.
    private void version2(String salt) throws Exception {
        hub.importFormulas(
                HEADER
                        + "PRM-2,Salt and sugar,2,1,L,1,ING-1,Sodium chloride,7647-14-5,%s,0.040,0.040\n"
                                .formatted(salt)
                        + "PRM-2,Salt and sugar,2,1,L,2,ING-2,Sucrose,57-50-1,2,0.020,0.020\n");
    }

    private SessionRecord record(String session) throws StoreException {
        return bench.station
                .database
                .read(handle -> SessionRepository.find(handle, session))
                .orElseThrow();
    }

    private List<String> targets(String session) throws StoreException {
        return record(session).steps().stream()
                .map(step -> step.tolerance().target().toString())
                .toList();
    }

    /// The load failed each time; until it was taken nothing went up or came down.
    @Test
    void before_the_station_has_heard_of_it() throws Exception {
        version2("9");
        assertTrue(bench.sync().success());
        SessionRecord running = bench.station.begin();
        hub.putBack(copy);
        version2("7");
        bench.create("lots", bench.lot("L1"));

        bench.sync();
        assertTrue(bench.sync().success());

        assertEquals(List.of(), bench.open());
        assertEquals(List.of("7.0000 g", "2.0000 g"), targets(bench.station.prepare()));
        bench.station.finish(running);
        assertEquals(SessionStatus.COMPLETED, bench.station.status(running.id()));
        assertEquals(List.of("9.0000 g", "2.0000 g"), targets(running.id()));
    }

    /// It was skipped, and never weighed at this station.
    @Test
    void after_the_station_has_loaded_its_lab() throws Exception {
        version2("9");
        assertTrue(bench.sync().success());
        hub.putBack(copy);
        bench.sync();
        assertTrue(bench.sync().success());
        version2("7");

        assertTrue(bench.sync().success());

        assertEquals(List.of("7.0000 g", "2.0000 g"), targets(bench.station.prepare()));
    }

    /// Else the attempts of the one that was lost, and its lock, would be those of the other.
    @Test
    @Tag("SYN-5")
    void no_other_formula_gets_the_number_of_a_lost_one() throws Exception {
        hub.importFormulas(
                HEADER + "PRM-8,Lost,1,1,L,1,ING-1,Sodium chloride,7647-14-5,8,0.040,0.040\n");
        assertTrue(bench.sync().success());
        String lost = formula("PRM-8");
        hub.putBack(copy);
        hub.importFormulas(
                HEADER + "PRM-9,Another,1,1,L,1,ING-1,Sodium chloride,7647-14-5,9,0.040,0.040\n");

        bench.sync();
        assertTrue(bench.sync().success());

        assertNotEquals(lost, formula("PRM-9"));
    }

    private String formula(String code) throws StoreException {
        return bench.station
                .database
                .read(handle -> MasterData.formulaId(handle, code))
                .orElseThrow();
    }
}
