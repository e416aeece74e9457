package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.kiosk.store.FormulaLookup.NoVersion;
import io.prepstation.kiosk.store.FormulaLookup.NotApproved;
import io.prepstation.kiosk.store.FormulaLookup.NotYetEffective;
import io.prepstation.kiosk.store.FormulaLookup.UnknownFormula;
import io.prepstation.kiosk.store.FormulaLookup.Usable;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.VersionStatus;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterDataTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @TempDir Path folder;
    LabDatabase database;

    @BeforeEach
    void open() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        load(SampleLab.download());
    }

    @AfterEach
    void close() {
        database.close();
    }

    void load(MasterDownload download) throws StoreException {
        database.change(handle -> MasterData.replaceAll(handle, download));
    }

    void loadFormulas(List<Formula> formulas, FormulaVersion... versions) throws StoreException {
        MasterDownload sample = SampleLab.download();
        load(
                new MasterDownload(
                        sample.lab(),
                        sample.users(),
                        sample.ingredients(),
                        formulas,
                        List.of(versions)));
    }

    FormulaLookup lookup(String code) throws StoreException {
        return database.read(handle -> MasterData.formula(handle, code, TODAY));
    }

    static FormulaVersion version(int versionNo, VersionStatus status, LocalDate from) {
        FormulaVersion sample = SampleLab.version(SampleLab.THREE, versionNo, 3);
        return new FormulaVersion(
                sample.id(),
                sample.formulaId(),
                versionNo,
                status,
                from,
                Amount.of("1", "L"),
                sample.lines());
    }

    @Nested
    class When_a_formula_is_looked_up {

        @Test
        void the_newest_effective_version_comes_with_its_ingredients() throws StoreException {
            loadFormulas(
                    List.of(SampleLab.THREE),
                    version(1, VersionStatus.APPROVED, TODAY.minusDays(9)),
                    version(2, VersionStatus.APPROVED, TODAY),
                    version(3, VersionStatus.APPROVED, TODAY.plusDays(1)),
                    version(4, VersionStatus.DRAFT, TODAY));

            assertEquals(
                    new Usable(
                            SampleLab.THREE,
                            version(2, VersionStatus.APPROVED, TODAY),
                            List.of(
                                    SampleLab.ingredient(1),
                                    SampleLab.ingredient(2),
                                    SampleLab.ingredient(3))),
                    lookup("PRM00003"));
        }

        @Test
        void each_reason_why_none_may_be_weighed_is_told_apart() throws StoreException {
            assertEquals(new UnknownFormula("PRM99999"), lookup("PRM99999"));

            loadFormulas(List.of(SampleLab.THREE), version(1, VersionStatus.DRAFT, TODAY));
            assertEquals(new NotApproved("PRM00003", 1, VersionStatus.DRAFT), lookup("PRM00003"));

            loadFormulas(
                    List.of(SampleLab.THREE),
                    version(1, VersionStatus.APPROVED, TODAY.plusDays(1)));
            assertEquals(new NotYetEffective("PRM00003", 1, TODAY.plusDays(1)), lookup("PRM00003"));

            Formula empty = new Formula("f-0", "PRM00000", "Nothing yet");
            loadFormulas(List.of(empty));
            assertEquals(new NoVersion("PRM00000"), lookup("PRM00000"));
        }
    }

    @Nested
    class When_downloaded_again {

        @Test
        void a_formula_that_is_no_longer_sent_is_withdrawn() throws StoreException {
            loadFormulas(List.of(SampleLab.TWENTY), SampleLab.version(SampleLab.TWENTY, 1, 20));

            assertEquals(new UnknownFormula("PRM00003"), lookup("PRM00003"));
            assertInstanceOf(Usable.class, lookup("PRM00020"));
        }

        @Test
        void codes_may_change_places() throws StoreException {
            Formula three = new Formula("f-3", "PRM00020", "Three lines");
            Formula twenty = new Formula("f-20", "PRM00003", "Twenty lines");
            loadFormulas(List.of(three, twenty), SampleLab.version(twenty, 1, 20));

            assertInstanceOf(Usable.class, lookup("PRM00003"));
        }

        @Test
        void the_lines_of_an_approved_version_stay_as_they_were_approved() throws StoreException {
            FormulaVersion altered =
                    new FormulaVersion(
                            SampleLab.THREE.id() + "-v1",
                            SampleLab.THREE.id(),
                            1,
                            VersionStatus.APPROVED,
                            TODAY,
                            Amount.of("1", "L"),
                            SampleLab.version(SampleLab.THREE, 1, 2).lines());

            loadFormulas(List.of(SampleLab.THREE), altered);

            assertEquals(
                    3, assertInstanceOf(Usable.class, lookup("PRM00003")).version().lines().size());
        }

        /// A feed that named an ingredient too early left some of them out.
        @Test
        void the_lines_that_an_approved_version_lacks_are_added() throws StoreException {
            database.change(handle ->
                    handle.sql()
                            .run(
                                    "DELETE FROM formula_lines WHERE version_id = 'f-3-v1' AND sequence > 1"));

            load(SampleLab.download());

            assertEquals(
                    SampleLab.version(SampleLab.THREE, 1, 3),
                    assertInstanceOf(Usable.class, lookup("PRM00003")).version());
        }

        @Test
        void a_person_who_is_no_longer_sent_is_no_longer_offered() throws StoreException {
            MasterDownload sample = SampleLab.download();
            load(
                    new MasterDownload(
                            sample.lab(),
                            List.of(SampleLab.SUPERVISOR),
                            sample.ingredients(),
                            sample.formulas(),
                            sample.versions()));

            assertEquals(List.of(SampleLab.SUPERVISOR), database.read(MasterData::people));
        }

        @Test
        void what_was_remembered_between_scans_is_forgotten() throws StoreException {
            Work<WriteHandle, FormulaLookup> scan =
                    handle ->
                            handle.remembered(
                                    MasterData.FORMULA_TABLES,
                                    "PRM00003",
                                    () -> MasterData.formula(handle, "PRM00003", TODAY));
            assertInstanceOf(Usable.class, database.write(scan));

            loadFormulas(List.of(SampleLab.TWENTY));

            assertEquals(new UnknownFormula("PRM00003"), database.write(scan));
        }

        @Test
        void what_another_program_changed_is_not_remembered_either() throws Exception {
            Work<WriteHandle, Optional<Lab>> lab = MasterData::lab;
            assertEquals(Optional.of(SampleLab.LAB), database.write(lab));

            try (RawFile raw = new RawFile(database.path())) {
                raw.execute("UPDATE labs SET name = 'Renamed'");
            }

            assertEquals("Renamed", database.write(lab).orElseThrow().name());
        }
    }

    @Nested
    class When_read {

        @Test
        void ingredients_keep_their_hazards() throws StoreException {
            assertEquals(
                    Optional.of(SampleLab.ingredient(7)),
                    database.read(handle -> MasterData.ingredientByCode(handle, "ING-0007")));
        }

        @Test
        void everybody_of_the_lab_is_offered_whatever_he_may_do() throws StoreException {
            assertEquals(
                    List.of(SampleLab.AUDITOR, SampleLab.OPERATOR, SampleLab.SUPERVISOR),
                    database.read(MasterData::people));
        }
    }
}
