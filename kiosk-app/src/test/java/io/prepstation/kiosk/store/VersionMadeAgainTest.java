package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The hub was put back to before version 2 of a formula, and somebody made version 2 again. It has another id.
@Tag("SYN-12")
class VersionMadeAgainTest {

    private static final FormulaVersion LOST = version("lost", VersionStatus.APPROVED, 3);
    private static final FormulaVersion AGAIN = version("again", VersionStatus.APPROVED, 2);

    @TempDir Path folder;
    private SampleBench bench;

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
        load(SampleLab.version(SampleLab.THREE, 1, 3), LOST);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static FormulaVersion version(String id, VersionStatus status, int lines) {
        FormulaVersion second = SampleLab.version(SampleLab.THREE, 2, lines);
        return new FormulaVersion(
                id,
                second.formulaId(),
                second.versionNo(),
                status,
                second.effectiveFrom(),
                second.base(),
                second.lines());
    }

    private void load(FormulaVersion... versions) throws StoreException {
        load(SampleLab.download().formulas(), versions);
    }

    private void load(List<Formula> formulas, FormulaVersion... versions) throws StoreException {
        MasterDownload sample = SampleLab.download();
        MasterDownload download =
                new MasterDownload(
                        sample.lab(),
                        sample.users(),
                        sample.ingredients(),
                        formulas,
                        List.of(versions));
        bench.database().change(handle -> MasterData.replaceAll(handle, download));
    }

    private FeedPages.Taken told(FormulaVersion version, long feedSeq) throws StoreException {
        ObjectNode data = Json.write(WireFormulaVersion.of(version));
        Pull.Change change =
                FeedPagesTest.change("formula_versions", version.id(), 2, data, feedSeq, null);
        Pull.Page page = new Pull.Page(true, 1, List.of(change), false, feedSeq, "next", 100);
        FeedPages pages =
                new FeedPages(
                        SampleLab.KEY,
                        EntityTypes.STANDARD,
                        new PushResults(
                                EntityTypes.STANDARD,
                                EntityStoreTest.storeOf(SampleLab.KEY).mappings(),
                                _ -> SampleBench.NOW,
                                () -> "renewed"));
        return bench.database().write(handle -> pages.take(handle, page, SampleBench.NOW));
    }

    private FormulaVersion weighed(String code) throws StoreException {
        return assertInstanceOf(
                        FormulaLookup.Usable.class,
                        bench.database()
                                .read(handle ->
                                        MasterData.formula(
                                                handle, code, LocalDate.of(2026, 11, 20))))
                .version();
    }

    private SessionRecord ended(SessionRecord session) {
        SessionRecord now = session;
        while (now.nextStep().isPresent()) {
            now = bench.weighed(now);
        }
        return SampleBench.saved(
                bench.service().complete(now.id(), SampleLab.OPERATOR, Authentication.CHOSEN));
    }

    /// The whole load was rolled back, each time.
    @Test
    void a_load_that_names_it_is_taken_whole() throws StoreException {
        load(SampleLab.version(SampleLab.THREE, 1, 3), AGAIN);

        assertEquals(AGAIN, weighed("PRM00003"));
    }

    /// It was skipped on each page, and could never be weighed here.
    @Test
    void one_that_is_made_after_the_load_comes_by_the_feed() throws StoreException {
        load(SampleLab.version(SampleLab.THREE, 1, 3));
        assertEquals(1, weighed("PRM00003").versionNo());

        assertEquals(new FeedPages.Taken(1, 0), told(AGAIN, 1));

        assertEquals(AGAIN, weighed("PRM00003"));
    }

    @Test
    void a_draft_that_the_hub_lost_gives_way() throws StoreException {
        bench.database()
                .change(handle ->
                        handle.sql()
                                .run(
                                        "UPDATE formula_versions SET status = 'draft' WHERE id = 'lost'"));

        assertEquals(new FeedPages.Taken(1, 0), told(AGAIN, 1));

        assertEquals(AGAIN, weighed("PRM00003"));
    }

    @Test
    void a_third_time_is_taken_too() throws StoreException {
        load(AGAIN);
        FormulaVersion third = version("third", VersionStatus.APPROVED, 1);

        load(third);

        assertEquals(third, weighed("PRM00003"));
    }

    /// A hub of an earlier version gives the number of a formula that it lost to another one.
    @Test
    void a_formula_that_has_the_number_of_a_lost_one_is_taken_with_its_version()
            throws StoreException {
        Formula other = new Formula(SampleLab.THREE.id(), "PRM00777", "Another formula");

        load(List.of(other), AGAIN);

        assertEquals(AGAIN, weighed("PRM00777"));
    }

    @Nested
    @Tag("SES-2")
    class When_the_lost_one_was_weighed {

        private SessionRecord running;

        @BeforeEach
        void a_session_runs() throws StoreException {
            running = bench.weighed(bench.created(SampleLab.THREE));
            assertEquals("lost", running.session().formulaVersionId());
        }

        @Test
        void its_running_session_ends_as_it_began() throws StoreException {
            load(SampleLab.version(SampleLab.THREE, 1, 3), AGAIN);

            SessionRecord ended = ended(running);

            assertEquals(SessionStatus.COMPLETED, ended.session().status());
            assertEquals("lost", ended.session().formulaVersionId());
            assertEquals(2, ended.context().formulaVersionNo());
            assertEquals(3, ended.steps().size());
        }

        @Test
        void it_stays_whole_for_its_sessions_and_the_next_is_of_the_other() throws StoreException {
            ended(running);
            load(SampleLab.version(SampleLab.THREE, 1, 3), AGAIN);

            FormulaVersion kept =
                    bench.database()
                            .read(handle -> MasterData.version(handle, "lost"))
                            .orElseThrow()
                            .version();
            assertEquals(version("lost", VersionStatus.RETIRED, 3), kept);
            SessionRecord next = bench.created(SampleLab.THREE);
            assertEquals("again", next.session().formulaVersionId());
            assertEquals(2, next.steps().size());
        }
    }

    /// Two that could both be weighed would be a choice by chance.
    @ParameterizedTest
    @EnumSource(
            value = VersionStatus.class,
            names = {"DRAFT", "APPROVED"})
    void two_that_live_cannot_have_one_number(VersionStatus status) throws Exception {
        try (RawFile raw = new RawFile(bench.database().path())) {
            assertThrows(
                    SQLException.class,
                    () ->
                            raw.execute(
                                    "INSERT INTO formula_versions VALUES ('more', 'f-3', 2, '%s',"
                                                    .formatted(status.word())
                                            + " '2026-01-01', '1', 'L')"));
        }
    }

    /// By its number one is found that may still be changed or weighed, where there is one.
    @Test
    void what_is_asked_for_by_its_number_is_the_one_that_lives() throws StoreException {
        load(AGAIN);

        assertEquals(
                Optional.of(AGAIN),
                bench.database().read(handle -> MasterData.version(handle, SampleLab.THREE, 2)));
    }

    @Test
    void the_upgrade_of_a_file_keeps_versions_lines_and_their_sessions() throws Exception {
        Path other = folder.resolve("other");
        LabKey key = SampleLab.KEY;
        LabDatabase.open(other, key, LabDatabase.MIGRATIONS.to(24)).close();
        try (RawFile raw = new RawFile(key.file(other))) {
            raw.execute(
                    "INSERT INTO ingredients (id, code, name, signal_word, pictograms, hazards) VALUES ('i-1', 'I1', 'Salt', NULL, '[]', '[]');"
                            + " INSERT INTO formulas (id, code, name) VALUES ('f-3', 'PRM00003', 'Three lines');"
                            + " INSERT INTO formula_versions VALUES ('lost', 'f-3', 2, 'approved', '2026-01-01', '1', 'L');"
                            + " INSERT INTO formula_lines (version_id, sequence, ingredient_id, target_g, tolerance_lower_g,"
                            + " tolerance_upper_g) VALUES ('lost', 1, 'i-1', '1.5', '0.05', '0.05');"
                            + " INSERT INTO sessions (id, formula_id, formula_version_id, attempt_no, status, operator, started_at,"
                            + " lab_id, station_id, formula_code, formula_name, formula_version_no, operator_name, amount,"
                            + " amount_unit, balance_model, balance_serial, simulated, time_zone, config_hash, revision) VALUES"
                            + " ('s-1', 'f-3', 'lost', 1, 'in_progress', 'u-op', 1, 'lab', 'station-1', 'PRM00003', 'Three', 2, 'O',"
                            + " '1', 'L', 'SIM520', 'SIM-1', 1, 'Europe/Berlin', 'c0ffee', 1)");
        }

        try (LabDatabase upgraded = LabDatabase.open(other, key)) {
            FormulaVersion kept =
                    upgraded.read(handle -> MasterData.version(handle, "lost"))
                            .orElseThrow()
                            .version();
            assertEquals(1, kept.lines().size());
            assertEquals(Amount.of("1", "L"), kept.base());
        }
        try (RawFile raw = new RawFile(key.file(other))) {
            assertEquals(
                    1,
                    raw.number(
                            "SELECT count(*) FROM sessions s JOIN formula_versions v"
                                    + " ON v.id = s.formula_version_id WHERE v.version_no = 2"));
        }
    }
}
