package io.prepstation.hub;

import static io.prepstation.hub.FormulaFiles.HEADER;
import static io.prepstation.hub.FormulaFiles.SALT;
import static io.prepstation.hub.FormulaFiles.importCsv;
import static io.prepstation.hub.FormulaFiles.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.catalogue.ImportResult;
import io.prepstation.model.catalogue.ImportResult.Change;
import io.prepstation.model.catalogue.ImportResult.Imported;
import io.prepstation.model.catalogue.ImportResult.ImportedVersion;
import io.prepstation.model.formula.VersionStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormulaImportTest {

    private static final Optional<String> NOBODY = Optional.empty();
    private static final Optional<String> MIA = Optional.of(RunningHub.MANAGER);

    @TempDir Path directory;

    private RunningHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.in(directory.resolve("hub"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Nested
    class A_good_file {

        @Test
        void brings_drafts_if_nobody_approves() throws Exception {
            assertEquals(
                    imported(VersionStatus.DRAFT, Change.CREATED), importCsv(hub, SALT, NOBODY));
        }

        @Test
        void is_approved_by_a_lab_manager_and_the_audit_trail_says_by_whom() throws Exception {
            assertEquals(
                    imported(VersionStatus.APPROVED, Change.CREATED), importCsv(hub, SALT, MIA));

            try (var database = TestDatabase.of(hub)) {
                assertEquals(
                        "mia",
                        database.text(
                                "SELECT body ->> '$.by' FROM hub_audit"
                                        + " WHERE body ->> '$.kind' = 'formula_version_approved'"));
            }
        }

        @Test
        void imported_again_changes_nothing() throws Exception {
            importCsv(hub, SALT, MIA);
            String changes = changes();

            assertEquals(
                    imported(VersionStatus.APPROVED, Change.UNCHANGED), importCsv(hub, SALT, MIA));
            assertEquals(changes, changes());
        }

        @Test
        void of_drafts_can_be_approved_by_importing_it_again() throws Exception {
            importCsv(hub, SALT, NOBODY);

            assertEquals(
                    imported(VersionStatus.APPROVED, Change.APPROVED), importCsv(hub, SALT, MIA));
        }

        @Test
        void changes_a_draft() throws Exception {
            importCsv(hub, SALT, NOBODY);

            assertEquals(
                    imported(VersionStatus.DRAFT, Change.UPDATED),
                    importCsv(hub, SALT.replace(",9,", ",8.5,"), NOBODY));
            try (var database = TestDatabase.of(hub)) {
                assertEquals("8.5", database.text("SELECT target_g FROM formula_lines"));
            }
        }

        @Test
        void may_be_json_and_give_tolerances_in_percent() throws Exception {
            String json =
                    """
                    {"formulas":[{"code":"F1","name":"Saline","version":1,"baseAmount":1,"baseUnit":"L","lines":[
                      {"sequence":1,"ingredientCode":"I1","ingredientName":"Sodium chloride","casNumber":"7647-14-5",
                       "targetG":"9.00","tolerancePercent":"0.5"}]}]}
                    """;

            assertEquals(imported(VersionStatus.DRAFT, Change.CREATED), importFile("f.json", json));
            try (var database = TestDatabase.of(hub)) {
                assertEquals(
                        "0.04500", database.text("SELECT tolerance_lower_g FROM formula_lines"));
            }
        }

        @Test
        void may_start_with_a_byte_order_mark_and_end_lines_as_windows_does() throws Exception {
            assertEquals(
                    imported(VersionStatus.DRAFT, Change.CREATED),
                    importCsv(hub, "\uFEFF" + SALT.replace("\n", "\r\n"), NOBODY));
        }
    }

    @Nested
    class A_file_with_problems {

        @Test
        void names_every_one_with_line_and_column_and_imports_nothing() throws Exception {
            String csv =
                    HEADER
                            + "F1,Saline,1,1,L,1,I1,Sodium chloride,7647-14-6,9,0.1,0.1\n"
                            + "F1,Saline,1,1,L,3,I2,Potassium chloride,7447-40-7,nine,0.1,0.1\n"
                            + "F2,,x,0,gallon,1,I 3,Water,,5,,0.1\n"
                            + "F3,Good,1,1,L,1,I4,Glycine,,1,0.1,0.1\n";

            assertEquals(
                    List.of(
                            "f.csv: line 2, cas_number: \"7647-14-6\" is no CAS number; its check digit"
                                    + " does not fit",
                            "f.csv: line 3, target_g: expected a decimal number, not negative: 12.340,"
                                    + " found \"nine\"",
                            "f.csv: line 4, formula_name: expected a text of 1 to 200 characters",
                            "f.csv: line 4, version: expected a whole number from 1, found \"x\"",
                            "f.csv: line 4, base_amount: must be more than zero",
                            "f.csv: line 4, base_unit: unknown unit \"gallon\"; known are µL, mL, L, mg,"
                                    + " g, kg, pcs",
                            "f.csv: line 4, ingredient_code: expected a code of letters, digits and . _"
                                    + " / + -, found \"I 3\"",
                            "f.csv: line 4, tolerance_lower_g: no tolerance: give lower and upper, one"
                                    + " for both, or one in percent"),
                    problems(importCsv(hub, csv, NOBODY)));
            assertNothingImported();
        }

        @Test
        void says_which_columns_are_missing_or_unknown() throws Exception {
            String csv = SALT.replace("target_g", "target");

            assertEquals(
                    List.of("f.csv: line 1, target_g: this column is missing"),
                    problems(importCsv(hub, csv, NOBODY)).stream().limit(1).toList());
            assertEquals(2, problems(importCsv(hub, csv, NOBODY)).size());
        }

        @Test
        void says_where_a_line_is_short_or_the_order_is_wrong() throws Exception {
            assertEquals(
                    List.of("f.csv: line 3: has 2 values, the header has 12"),
                    problems(importCsv(hub, SALT + "F1,Saline\n", NOBODY)));
            assertEquals(
                    List.of(
                            "f.csv: line 2, sequence: expected 1: the lines count up from 1 in weighing"
                                    + " order"),
                    problems(importCsv(hub, SALT.replace(",1,I1", ",2,I1"), NOBODY)));
        }

        @Test
        void that_is_empty_or_no_csv_or_no_json_says_so() throws Exception {
            assertEquals(
                    List.of("f.csv: line 1: the file is empty"),
                    problems(importCsv(hub, "", NOBODY)));
            assertEquals(
                    List.of("f.json: formulas: there is no formula in it"),
                    problems(importFile("f.json", "{}")));
            assertEquals(1, problems(importFile("f.json", "{\"formulas\":")).size());
        }

        @Test
        void names_members_as_json_does() throws Exception {
            String json =
                    "{\"formulas\":[{\"code\":\"F1\",\"name\":\"S\",\"version\":0,\"baseAmount\":1,"
                            + "\"baseUnit\":\"L\",\"lines\":[{\"sequence\":1,\"ingredientCode\":\"I1\","
                            + "\"ingredientName\":\"Salt\",\"targetG\":1,\"toleranceAbsG\":\"0.1\"}]}]}";

            assertEquals(
                    List.of(
                            "f.json: formulas[0].lines[0], version: expected a whole number from 1,"
                                    + " found \"0\""),
                    problems(importFile("f.json", json)));
        }

        @Test
        void that_gives_one_code_to_two_substances_is_refused() throws Exception {
            String second = "F2,Other,1,1,L,1,I1,Potassium chloride,7447-40-7,9,0.1,0.1\n";

            assertEquals(
                    List.of(
                            "f.csv: line 3, ingredient_name: I1 is already \"Sodium chloride\","
                                    + " 7647-14-5; one code names one substance"),
                    problems(importCsv(hub, SALT + second, NOBODY)));
            importCsv(hub, SALT, NOBODY);
            assertEquals(1, problems(importCsv(hub, HEADER + second, NOBODY)).size());
        }

        @Test
        void that_changes_an_approved_version_is_refused() throws Exception {
            importCsv(hub, SALT, MIA);

            assertEquals(
                    List.of(
                            "f.csv: line 2, version: F1 version 1 is approved and never changes; give"
                                    + " the change a new version number"),
                    problems(importCsv(hub, SALT.replace(",9,", ",8.5,"), MIA)));
            try (var database = TestDatabase.of(hub)) {
                assertEquals("9", database.text("SELECT target_g FROM formula_lines"));
            }
        }

        @Test
        void of_hazards_names_line_and_column() throws Exception {
            String hazards =
                    """
                    ingredient_code,signal_word,pictograms,statements
                    I1,Beware,GHS07 GHS10,H319 Causes serious eye irritation|eyes!
                    I9,Warning,,
                    """;
            ImportFiles files =
                    new ImportFiles(
                            new TextFile("f.csv", SALT),
                            Optional.of(new TextFile("h.csv", hazards)));

            assertEquals(
                    List.of(
                            "h.csv: line 2, signal_word: expected Danger, Warning or nothing",
                            "h.csv: line 2, pictograms: expected GHS01 to GHS09, found \"GHS10\"",
                            "h.csv: line 2, statements: expected H319 Causes serious eye irritation,"
                                    + " found \"eyes!\""),
                    problems(FormulaFiles.run(hub, files, NOBODY)));
            assertNothingImported();
        }

        @Test
        void of_hazards_that_names_an_unknown_ingredient_is_refused() throws Exception {
            String hazards =
                    "ingredient_code,signal_word,pictograms,statements\nI9,Warning,GHS07,\n";
            ImportFiles files =
                    new ImportFiles(
                            new TextFile("f.csv", SALT),
                            Optional.of(new TextFile("h.csv", hazards)));

            assertEquals(
                    List.of("h.csv: line 2, ingredient_code: there is no ingredient I9"),
                    problems(FormulaFiles.run(hub, files, NOBODY)));
            assertNothingImported();
        }
    }

    @Nested
    class An_approval {

        @Test
        void by_somebody_who_is_no_lab_manager_or_not_known_is_refused() throws Exception {
            assertEquals(
                    List.of(
                            "f.csv: the file: cannot be approved by sam, who is no lab manager of lab"
                                    + " lab-1"),
                    problems(importCsv(hub, SALT, Optional.of("sam"))));
            assertEquals(
                    List.of("f.csv: the file: cannot be approved by nobody: there is no such user"),
                    problems(importCsv(hub, SALT, Optional.of("nobody"))));
            assertNothingImported();
        }
    }

    private ImportResult importFile(String name, String text) throws Exception {
        return FormulaFiles.run(
                hub, new ImportFiles(new TextFile(name, text), Optional.empty()), NOBODY);
    }

    private static Imported imported(VersionStatus status, Change change) {
        return new Imported(List.of(new ImportedVersion("F1", 1, status, change)));
    }

    private String changes() throws Exception {
        try (var database = TestDatabase.of(hub)) {
            return database.text("SELECT count(*) FROM feed");
        }
    }

    private void assertNothingImported() throws Exception {
        try (var database = TestDatabase.of(hub)) {
            assertEquals(
                    "0 0 0",
                    database.text(
                            "SELECT (SELECT count(*) FROM formulas) || ' ' || (SELECT count(*) FROM"
                                    + " formula_versions) || ' ' || (SELECT count(*) FROM ingredients)"));
        }
    }
}
