package io.prepstation.kiosk.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.alone.StationAlone;
import io.prepstation.kiosk.command.StationShell.Outcome;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A station without a hub keeps its people and formulas itself (OPS-2); one with a hub never does.
@Tag("OPS-2")
class StationAloneTest {

    private static final String HEAD =
            "formula_code,formula_name,version,base_amount,base_unit,sequence,ingredient_code,"
                    + "ingredient_name,cas_number,target_g,tolerance_lower_g,tolerance_upper_g\n";
    private static final String SALT =
            "F1,Salt water,1,1,L,1,I1,Salt,7647-14-5,9.000,0.010,0.010\n";
    private static final String SUGAR =
            "F2,Sugar water,1,1,L,1,I2,Sugar,57-50-1,5.000,0.010,0.020\n";

    @TempDir Path folder;

    private Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--data", folder.resolve("data").toString()));
        all.addAll(Arrays.asList(arguments));
        return StationShell.run(all.toArray(String[]::new));
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("formulas.csv"), text).toString();
    }

    private void manager() {
        assertEquals(
                0,
                run("users", "add", "--id", "l.chen", "--name", "Lin Chen", "--role", "lab_manager")
                        .exitCode());
    }

    @Test
    void without_anything_the_station_says_what_to_do() {
        Outcome outcome = run("formulas", "list");

        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.err().contains("station users add"), outcome.err());
    }

    @Test
    void a_formula_is_shown_for_a_factor_a_total_or_its_first_ingredient() throws Exception {
        manager();
        run("formulas", "import", file(HEAD + SALT), "--approved-by", "l.chen");

        Outcome twice = run("formulas", "show", "F1", "--factor", "2");
        assertEquals(0, twice.exitCode(), twice.err());
        assertTrue(twice.out().contains("\"2 L\""), twice.out());
        assertTrue(twice.out().contains("\"18.000 g\""), twice.out());
        Outcome half =
                run("formulas", "show", "F1", "--first", "4500 mg", "--readability", "0.0001 g");
        assertTrue(half.out().contains("\"0.5 L\""), half.out());
        assertTrue(half.out().contains("\"4.4950 g\""), half.out());
        assertTrue(run("formulas", "show", "F1", "--total", "90 g").out().contains("\"10 L\""));
        assertTrue(run("formulas", "show", "F1", "--amount", "500 mL").out().contains("4.500 g"));
        assertEquals(2, run("formulas", "show", "F1", "--amount", "2 kg").exitCode());
        assertEquals(2, run("formulas", "show", "F1", "--factor", "0").exitCode());
        assertEquals(
                2, run("formulas", "show", "F1", "--factor", "2", "--total", "1 g").exitCode());
    }

    @Test
    void what_a_lab_manager_approves_can_be_weighed() throws Exception {
        manager();

        Outcome imported = run("formulas", "import", file(HEAD + SALT), "--approved-by", "l.chen");

        assertEquals(0, imported.exitCode(), imported.err());
        assertEquals("F1  version 1  approved  created", imported.out().strip());
        Outcome shown = run("formulas", "show", "F1");
        assertEquals(0, shown.exitCode(), shown.err());
        assertTrue(shown.out().contains("\"9.000\""), shown.out());
    }

    @Test
    void without_approval_it_stays_a_draft_that_nobody_weighs() throws Exception {
        run("formulas", "import", file(HEAD + SALT));

        assertEquals("F1  Salt water  not approved", run("formulas", "list").out().strip());
        assertEquals(1, run("formulas", "show", "F1").exitCode());
    }

    @Test
    void a_draft_may_change_and_an_approved_version_never() throws Exception {
        manager();
        run("formulas", "import", file(HEAD + SALT));
        String more = SALT.replace("9.000", "9.500");

        assertEquals(
                "F1  version 1  approved  updated",
                run("formulas", "import", file(HEAD + more), "--approved-by", "l.chen")
                        .out()
                        .strip());
        assertTrue(run("formulas", "show", "F1").out().contains("\"9.500\""));

        Outcome again = run("formulas", "import", file(HEAD + SALT), "--approved-by", "l.chen");
        assertEquals(1, again.exitCode());
        assertTrue(again.err().contains("never changes"), again.err());
        assertTrue(run("formulas", "show", "F1").out().contains("\"9.500\""));
    }

    @Test
    void one_wrong_line_keeps_the_whole_file_out() throws Exception {
        manager();

        Outcome outcome =
                run(
                        "formulas",
                        "import",
                        file(HEAD + SALT + SUGAR.replace("5.000", "much")),
                        "--approved-by",
                        "l.chen");

        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.err().contains("target_g"), outcome.err());
        assertTrue(outcome.err().contains("much"), outcome.err());
        assertEquals(1, run("formulas", "list").exitCode());
    }

    @Test
    void a_contradiction_found_while_writing_takes_everything_back() throws Exception {
        manager();
        run("formulas", "import", file(HEAD + SALT), "--approved-by", "l.chen");

        Outcome outcome =
                run(
                        "formulas",
                        "import",
                        file(HEAD + SUGAR + SALT.replace("9.000", "8.000")),
                        "--approved-by",
                        "l.chen");

        assertEquals(1, outcome.exitCode());
        assertEquals("F1  Salt water  version 1", run("formulas", "list").out().strip());
    }

    @Test
    void only_a_lab_manager_approves() throws Exception {
        run("users", "add", "--id", "anna", "--name", "Anna Ek", "--role", "operator");

        Outcome operator = run("formulas", "import", file(HEAD + SALT), "--approved-by", "anna");
        Outcome nobody = run("formulas", "import", file(HEAD + SALT), "--approved-by", "bo");

        assertEquals(1, operator.exitCode());
        assertTrue(operator.err().contains("no lab manager"), operator.err());
        assertTrue(nobody.err().contains("no such user"), nobody.err());
        assertEquals(1, run("formulas", "list").exitCode());
    }

    @Test
    void who_left_may_approve_no_more() throws Exception {
        manager();
        assertEquals(0, run("users", "remove", "--id", "l.chen").exitCode());

        assertEquals(
                1,
                run("formulas", "import", file(HEAD + SALT), "--approved-by", "l.chen").exitCode());
        assertEquals("l.chen  Lin Chen  lab_manager  left", run("users", "list").out().strip());
    }

    @Test
    @Tag("REC-1")
    void every_change_stands_in_the_audit_trail() throws Exception {
        manager();
        run("formulas", "import", file(HEAD + SALT), "--approved-by", "l.chen");

        Outcome verified = run("verify");

        assertEquals(0, verified.exitCode(), verified.out() + verified.err());
        try (LabDatabase lab = LabDatabase.open(folder.resolve("data"), StationAlone.LAB)) {
            List<String> kinds = new ArrayList<>();
            for (long sequence = 1; sequence <= 3; sequence++) {
                long wanted = sequence;
                AuditEvent event =
                        lab.read(handle -> AuditTrail.event(handle, wanted)).orElseThrow();
                kinds.add(Json.parseObject(event.body()).path("kind").asText());
            }
            assertEquals(
                    List.of("user_kept", "formula_version_approved", "formulas_imported"), kinds);
        }
    }

    @Test
    void an_enrolled_station_is_refused() throws Exception {
        enrol();

        Outcome formulas = run("formulas", "import", file(HEAD + SALT));
        Outcome users = run("users", "add", "--id", "a", "--name", "A", "--role", "operator");

        assertEquals(1, formulas.exitCode());
        assertTrue(formulas.err().contains("belongs to a hub"), formulas.err());
        assertEquals(1, users.exitCode());
    }

    private void enrol() throws StoreException {
        try (StationDatabase station = StationDatabase.open(folder.resolve("data"))) {
            station.save(
                    new StationEnrolment(
                            new LabKey("clinic", "lab-1"),
                            new TimeOrderedIds().get(),
                            "https://hub.example:8443",
                            "token",
                            "key",
                            "key",
                            "epoch",
                            "epoch",
                            Instant.EPOCH));
        }
    }

    @Test
    void what_needs_a_hub_says_that_there_is_none() {
        manager();

        Outcome sync = run("sync", "status");

        assertEquals(1, sync.exitCode());
        assertTrue(sync.err().contains("works alone"), sync.err());
    }

    @Test
    void a_pin_cannot_be_checked_without_a_hub() throws Exception {
        manager();
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("station.toml"), "[station]\nsign_in = \"badge+pin\"\n");

        Outcome kiosk = run("kiosk", "--no-screens", "--config", config.toString());

        assertEquals(2, kiosk.exitCode(), kiosk.err());
        assertTrue(kiosk.err().contains("sign_in"), kiosk.err());
    }

    @Test
    void its_own_lab_stays_the_same_when_it_is_opened_again() throws Exception {
        manager();
        String before = stationId();
        run("users", "add", "--id", "anna", "--name", "Anna Ek", "--role", "operator");

        assertEquals(before, stationId());
        assertTrue(
                StationAlone.open(
                                folder.resolve("data"),
                                ZoneOffset.UTC,
                                InstantSource.fixed(Instant.EPOCH),
                                new TimeOrderedIds())
                        .isPresent());
    }

    private String stationId() throws StoreException {
        try (StationDatabase station = StationDatabase.open(folder.resolve("data"))) {
            return station.enrolments().getFirst().stationId();
        }
    }
}
