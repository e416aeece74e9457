package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.preparation.OpeningRetry.Waiter;
import io.prepstation.kiosk.store.FormulaCounter;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LiveQuery;
import io.prepstation.kiosk.store.LiveValue;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.SessionSummary;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.Table;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.material.Material;
import io.prepstation.model.material.MaterialRules;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds and follows sessions, and looks at formulas before they are started; writes nothing. Any thread may use it.
public final class SessionReader {

    private static final Set<Table> SESSION_TABLES =
            Set.of(
                    Table.SESSIONS,
                    Table.STEPS,
                    Table.DISPENSES,
                    Table.DEVIATIONS,
                    Table.SIGNATURES);
    private static final Logger LOG = LoggerFactory.getLogger("Session");

    private final LabDatabase database;
    private final InstantSource clock;
    private final String stationId;
    private final OpeningRetry retry;
    private final Waiter waiter;

    public SessionReader(
            LabDatabase database,
            InstantSource clock,
            String stationId,
            OpeningRetry retry,
            Waiter waiter) {
        this.database = database;
        this.clock = clock;
        this.stationId = stationId;
        this.retry = retry;
        this.waiter = waiter;
    }

    /// What the review screen shows.
    ///
    /// @param size null for the amount the formula is given for
    public Reviewing review(String formulaCode, @Nullable BatchSize size, BalanceSetup balance) {
        try {
            return database.read(handle -> {
                ZoneId zone = MasterData.zone(handle);
                return unlessLocked(
                        handle,
                        FormulaReview.of(
                                handle,
                                formulaCode,
                                size,
                                balance.measured(handle),
                                clock.instant().atZone(zone).toLocalDate()));
            });
        } catch (StoreException e) {
            return new Reviewing.Unreadable(e);
        }
    }

    /// What a scanned code stands for in the lab's stock today; empty if it stands for nothing.
    ///
    /// @param wanted the id of the ingredient whose turn it is; null if it is nobody's
    public Optional<Material> material(
            ScannedCode code, @Nullable String wanted, int daysAfterOpening) throws StoreException {
        return database.read(handle -> {
            ZoneId zone = MasterData.zone(handle);
            MaterialRules rules =
                    new MaterialRules(clock.instant().atZone(zone).toLocalDate(), daysAfterOpening);
            return new MaterialLookup(handle, rules, wanted).find(code);
        });
    }

    /// How a batch would grow around an overshoot that is not recorded yet (WEI-8).
    public RescalePlan planRescale(SessionRecord record, Dispense overshoot, BalanceSetup balance)
            throws StoreException {
        return database.read(
                handle -> Corrections.plan(handle, record, overshoot, balance.measured(handle)));
    }

    /// A session as it is on the disk; empty if there is none.
    public Optional<SessionRecord> find(String id) throws StoreException {
        return database.read(handle -> SessionRepository.find(handle, id));
    }

    /// Finds a session by its id; asks again a few times, because the store may just be opening (SES-6).
    ///
    /// @throws InterruptedException if the caller is stopped while waiting
    public Opening open(String id) throws InterruptedException {
        Opening opening = readOnce(id);
        for (int n = 1; n < retry.reads() && !(opening instanceof Opening.Opened); n++) {
            LOG.debug("prep-detail retry {} not found", n);
            waiter.await(retry.apart());
            opening = readOnce(id);
        }
        return opening;
    }

    /// The session that was running here when the station stopped; empty if there is none.
    public Optional<Interrupted> interrupted() throws StoreException {
        return database.read(handle ->
                SessionRepository.running(handle, stationId).stream()
                        .findFirst()
                        .flatMap(id -> SessionRepository.find(handle, id))
                        .map(record ->
                                new Interrupted(
                                        record,
                                        SessionRepository.checkpoint(handle, record.id())
                                                .orElse(null))));
    }

    /// The newest sessions first.
    public List<SessionSummary> list(int most) throws StoreException {
        return database.read(handle -> SessionRepository.list(handle, most));
    }

    /// Follows the list of sessions, until the query is closed.
    public LiveQuery followList(int most, Consumer<LiveValue<List<SessionSummary>>> screen) {
        return database.follow(
                Set.of(Table.SESSIONS, Table.RECEIPTS, Table.OUTBOX),
                handle -> SessionRepository.list(handle, most),
                screen);
    }

    /// Follows a session that was just created or opened: the screen has it at once, without a read. An empty value
    /// later means that the row is not there: NOT SAVED (SES-6).
    public LiveQuery follow(
            SessionRecord handed, Consumer<LiveValue<Optional<SessionRecord>>> screen) {
        LOG.debug("prep-detail id {} from-state {}", handed.id(), true);
        return database.follow(
                SESSION_TABLES,
                Optional.of(handed),
                handle -> SessionRepository.find(handle, handed.id()),
                screen);
    }

    /// Follows a session of which only the id is known.
    public LiveQuery follow(String id, Consumer<LiveValue<Optional<SessionRecord>>> screen) {
        LOG.debug("prep-detail id {} from-state {}", id, false);
        return database.follow(
                SESSION_TABLES, handle -> SessionRepository.find(handle, id), screen);
    }

    private static Reviewing unlessLocked(ReadHandle handle, Reviewing reviewing) {
        return reviewing instanceof Reviewing.Reviewed(var review)
                        && FormulaCounter.locked(handle, review.formula().id())
                ? new Reviewing.Refused(new Refusal.FormulaLocked(review.formula().code()))
                : reviewing;
    }

    private Opening readOnce(String id) {
        try {
            return database.<Opening>read(handle ->
                    SessionRepository.find(handle, id)
                            .<Opening>map(Opening.Opened::new)
                            .orElseGet(() -> new Opening.NotFound(id)));
        } catch (StoreException e) {
            return new Opening.Unreadable(e);
        }
    }
}
