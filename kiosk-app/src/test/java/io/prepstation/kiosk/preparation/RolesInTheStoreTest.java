package io.prepstation.kiosk.preparation;

import static io.prepstation.kiosk.preparation.SampleBench.SETUP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.config.ConfigReader;
import io.prepstation.kiosk.StationLabs;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.LocalCatalogue;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.MasterDownload;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.QueueDesk;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.ConflictDesk;
import io.prepstation.kiosk.sync.EnrolResult;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.HubFeature;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.TareSource;
import io.prepstation.model.sync.Resolution;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every deed of the store that asks for a permission, tried by every role: the store refuses the person exactly where the
/// table does. A permission that is new in the table has to be tried here, or to be named as one that others try.
@Tag("STO-8")
class RolesInTheStoreTest {

    /// Asked for at the sign-in, before any deed: see RolesAtTheBenchTest.
    private static final Set<Permission> AT_THE_DOOR = EnumSet.of(Permission.SIGN_IN);

    /// For what a station cannot do, by the table of what needs the hub: see AccessMatrixTest and PageMatrixTest there.
    private static final Set<Permission> AT_THE_HUB =
            Arrays.stream(HubFeature.values())
                    .filter(feature -> feature.without() == HubFeature.Without.ONLY_THERE)
                    .flatMap(feature -> feature.permissions().stream())
                    .collect(Collectors.toSet());

    /// Only the catalogue of a station that has no hub at all may name it.
    private static final Permission APPROVE = Permission.valueOf("APPROVE_FORMULAS");

    private static final InstantSource CLOCK = InstantSource.fixed(SampleBench.NOW);

    @TempDir Path folder;
    private SampleBench bench;
    private final AtomicLong last = new AtomicLong();
    private final EntityStore entities =
            new EntityStore(
                    SampleLab.KEY,
                    EntityTypes.STANDARD,
                    CLOCK,
                    () -> "m-%08d".formatted(last.incrementAndGet()),
                    new Random(3));

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
        for (Permission permission : Permission.values()) {
            if (permission == APPROVE
                    || (!AT_THE_DOOR.contains(permission) && !AT_THE_HUB.contains(permission))) {
                table.put(permission, permission.isGivenTo(role));
            }
        }
        Map<Permission, Boolean> store = new EnumMap<>(Permission.class);
        tried(person).forEach((deed, outcome) -> store.put(deed, !isRefusedThePerson(outcome)));
        store.put(Permission.EDIT_MATERIALS, brings(person));
        store.put(Permission.RELEASE_LOTS, releases(person));
        store.put(Permission.CLEAR_QUEUE, takesOut(person));
        store.put(Permission.RESOLVE_CONFLICTS, decides(person));
        store.put(APPROVE, approves(person));
        store.put(Permission.MOVE_STATION, movesTheStation(person));
        assertEquals(table, store);
    }

    private Edit lot(String number, User by) throws StoreException {
        ObjectNode fields =
                Json.object()
                        .put("ingredientId", "i-1")
                        .put("lotNumber", number)
                        .put("expiresOn", "2027-03-31")
                        .put("status", "quarantine")
                        .put("remainingG", "500.0");
        return bench.database().write(handle -> entities.create(handle, by, "lots", fields));
    }

    private boolean brings(User by) throws StoreException {
        return lot("B-1", by) instanceof Edit.Written;
    }

    private boolean releases(User by) throws StoreException {
        String id = ((Edit.Written) lot("B-2", SampleLab.OPERATOR)).entity().id();
        ObjectNode released = Json.object().put("status", "released");
        Edit edit =
                bench.database().write(handle -> entities.update(handle, by, "lots", id, released));
        return edit instanceof Edit.Written;
    }

    private boolean takesOut(User by) throws StoreException {
        QueueDesk desk = new QueueDesk(entities, CLOCK, () -> "another");
        QueueDesk.Order order =
                new QueueDesk.Order(by, "typed by mistake", Authentication.BADGE_AND_PIN);
        Optional<QueueDesk.Hindrance> hindrance =
                bench.database()
                        .write(handle -> {
                            String id = Outbox.open(handle, 1).getFirst().id();
                            return desk.remove(handle, id, order);
                        });
        return hindrance.filter(QueueDesk.Hindrance.NO_RIGHT::equals).isEmpty();
    }

    /// Of a conflict that is over: whoever may is told so, and the hub is not asked.
    private boolean decides(User by) throws StoreException {
        ConflictDesk desk =
                new ConflictDesk(
                        bench.database(),
                        entities,
                        (_, _) -> {
                            throw new AssertionError("the hub was asked");
                        },
                        CLOCK);
        ConflictDesk.Decided decided =
                desk.resolve(by, new ConflictDesk.Decision("c-0", 1, Resolution.SERVER_WINS, null));
        return decided.equals(new ConflictDesk.Decided.NotDone("It is decided already."));
    }

    private boolean approves(User by) throws StoreException {
        return bench.database()
                .write(handle ->
                        new LocalCatalogue(
                                        handle,
                                        MasterData.lab(handle).orElseThrow(),
                                        SampleBench.NOW,
                                        "station-1",
                                        () -> "new")
                                .approverFault(by.id()))
                .isEmpty();
    }

    private boolean movesTheStation(User by) throws StoreException {
        Path station = folder.resolve("station");
        try (StationDatabase own = StationDatabase.open(station)) {
            own.join(
                    new StationEnrolment(
                            SampleLab.KEY,
                            "station-1",
                            "http://127.0.0.1:1",
                            "token",
                            "key",
                            "public",
                            "feed",
                            "epoch",
                            SampleBench.NOW));
        }
        try (StationLabs labs = StationLabs.open(station, ConfigReader.defaults(), _ -> {})) {
            EnrolResult result =
                    labs.join(new EnrolmentCode("no address", null, "code"), Optional.of(by));
            return !(result instanceof EnrolResult.PersonNeeded);
        }
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
