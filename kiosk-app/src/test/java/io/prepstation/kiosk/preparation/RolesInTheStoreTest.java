package io.prepstation.kiosk.preparation;

import static io.prepstation.kiosk.preparation.SampleBench.SETUP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.MasterDownload;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.TareSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every deed of the store that asks for a permission, tried by every role: the store refuses the person exactly where the
/// table does.
@Tag("STO-8")
class RolesInTheStoreTest {

    @TempDir Path folder;
    private SampleBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = SampleBench.in(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_role_may_what_its_column_says_and_nothing_else(Role role) throws Exception {
        User person = new User("u-role", "Robin", Set.of(role), true);
        known(person);
        Map<Permission, Boolean> table = new EnumMap<>(Permission.class);
        Map<Permission, Boolean> store = new EnumMap<>(Permission.class);
        for (Map.Entry<Permission, Outcome<?>> deed : tried(person).entrySet()) {
            table.put(deed.getKey(), deed.getKey().isGivenTo(role));
            store.put(deed.getKey(), !isRefusedThePerson(deed.getValue()));
        }
        assertEquals(table, store);
    }

    private void known(User person, LineRule... rules) throws Exception {
        MasterDownload plain =
                rules.length == 0 ? SampleLab.download() : SampleLab.downloadAsking(3, rules);
        List<User> people = new ArrayList<>(plain.users());
        people.add(person);
        bench.database()
                .write(handle -> {
                    MasterData.replaceAll(
                            handle,
                            new MasterDownload(
                                    plain.lab(),
                                    people,
                                    plain.ingredients(),
                                    plain.formulas(),
                                    plain.versions()));
                    return true;
                });
    }

    private Map<Permission, Outcome<?>> tried(User person) throws Exception {
        Map<Permission, Outcome<?>> tried = new HashMap<>();
        SessionService service = bench.service();
        tried.put(
                Permission.PREPARE,
                service.createSessionFromFormula(
                        new CreateRequest(SampleLab.TWENTY.code(), null, person, SETUP)));
        tried.put(
                Permission.UNLOCK_FORMULA,
                service.unlock(
                        new FormulaUnlock(
                                SampleLab.THREE.code(), person, "trained", Authentication.CHOSEN)));
        tried.put(
                Permission.CHECK_BALANCE,
                bench.readiness(SampleChecks.DAILY, SampleBench.NOW)
                        .keep(SampleChecks.weights("200.0003", "19.9999"), person));
        SessionRecord others = fresh();
        tried.put(
                Permission.TAKE_OVER,
                service.recordDispense(others.id(), dispense(others, "1.5000", person)));
        SessionRecord over = fresh();
        tried.put(
                Permission.OVERRIDE,
                service.override(
                        over.id(), dispense(over, "1.9000", SampleLab.OPERATOR), by(person)));
        SessionRecord typed = fresh();
        tried.put(
                Permission.MANUAL_WEIGHT,
                service.recordManual(typed.id(), typed(typed, by(person)), by(person)));
        tried.put(
                Permission.CORRECT_SESSION,
                service.correct(fresh().id(), Correction.of(by(person))));
        known(person, LineRule.WITNESS);
        SessionRecord witnessed = fresh();
        tried.put(
                Permission.WITNESS,
                service.recordDispense(
                        witnessed.id(),
                        dispense(witnessed, "1.5000", SampleLab.OPERATOR),
                        null,
                        by(person)));
        return tried;
    }

    private SessionRecord fresh() {
        return bench.emptied().created(SampleLab.THREE);
    }

    private static boolean isRefusedThePerson(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(Refusal.PersonNotAllowed _);
    }

    private static Approval by(User person) {
        return new Approval(person, Authentication.BADGE_AND_PIN, "balance_silent", "broken");
    }

    private Dispense dispense(SessionRecord record, String net, User by) {
        Step step = record.nextStep().orElseThrow();
        Dispense made = bench.dispense("d-" + record.id(), step, Mass.grams(net));
        return new Dispense(
                made.id(),
                made.stepId(),
                made.scannedCode(),
                made.lotId(),
                made.containerId(),
                made.net(),
                made.gross(),
                made.tare(),
                made.tareSource(),
                made.displayed(),
                made.unit(),
                made.stability(),
                made.rawFrame(),
                made.balanceSerial(),
                made.at(),
                by.id());
    }

    private Dispense typed(SessionRecord record, Approval approval) {
        Dispense made = dispense(record, "1.50", SampleLab.OPERATOR);
        return new Dispense(
                        made.id(),
                        made.stepId(),
                        made.scannedCode(),
                        null,
                        null,
                        made.net(),
                        made.gross(),
                        made.tare(),
                        TareSource.COMPUTED,
                        made.displayed(),
                        "g",
                        Dispense.BY_HAND,
                        "",
                        "",
                        made.at(),
                        made.by())
                .withManualReason(approval.reason());
    }
}
