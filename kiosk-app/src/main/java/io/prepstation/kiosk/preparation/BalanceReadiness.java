package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.BalanceRegister;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.check.BalanceCheck;
import io.prepstation.model.check.CheckKind;
import io.prepstation.model.check.CheckPlan;
import io.prepstation.model.check.CheckProblem;
import io.prepstation.model.check.CheckRun;
import io.prepstation.model.check.LastChecks;
import io.prepstation.model.check.TestWeight;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import io.prepstation.model.sync.EntityType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Keeps the register of balances and their checks, and says whether a balance is ready (WEI-11). Any thread may use it.
public final class BalanceReadiness {

    /// As many as a control chart shows.
    private static final int HISTORY = 30;

    private final LabDatabase database;
    private final EntityStore entities;
    private final InstantSource clock;
    private final CheckPlan plan;
    private final Mass minimumWeight;

    /// @param ids gives a new UUIDv7 each time
    /// @param minimumWeight the site's; zero for none
    public BalanceReadiness(
            LabDatabase database,
            InstantSource clock,
            Supplier<String> ids,
            RandomGenerator random,
            CheckPlan plan,
            Mass minimumWeight) {
        this.database = database;
        this.entities = new EntityStore(database.lab(), EntityTypes.STANDARD, clock, ids, random);
        this.clock = clock;
        this.plan = plan;
        this.minimumWeight = minimumWeight;
    }

    public CheckPlan plan() {
        return plan;
    }

    /// What the screens show of a balance.
    public BalanceReport look(BalanceIdentity balance) throws StoreException {
        return database.read(handle -> {
            ZoneId zone = zone(handle);
            String serial = balance.serialNumber();
            LastChecks last = BalanceRegister.last(handle, serial);
            return new BalanceReport(
                    balance,
                    plan,
                    last,
                    plan.problem(balance, last, clock.instant(), zone),
                    BalanceRegister.newest(handle, serial, CheckKind.WEIGHTS, HISTORY).reversed(),
                    last.minimumWeight(minimumWeight),
                    clock.instant().atZone(zone).toLocalDate());
        });
    }

    /// Why a balance is not ready; empty if it is.
    public Optional<CheckProblem> problem(BalanceIdentity balance) throws StoreException {
        return look(balance).problem();
    }

    /// Notes in the register which balance is here.
    ///
    /// @param by station id
    public void seen(BalanceIdentity balance, String by) throws StoreException {
        boolean known =
                database.read(handle ->
                        BalanceRegister.find(handle, balance.serialNumber())
                                .filter(balance::equals)
                                .isPresent());
        if (!known) {
            database.change(handle -> BalanceRegister.note(handle, balance, by, now()));
        }
    }

    /// Keeps a check that came to its end, passed or not: row, operation for the hub and audit event in one transaction.
    public Outcome<BalanceCheck> keep(CheckRun run, User by) {
        try {
            return database.write(handle -> keep(handle, run, by));
        } catch (StoreException e) {
            return new Outcome.NotSaved<>(e);
        }
    }

    private Outcome<BalanceCheck> keep(WriteHandle handle, CheckRun run, User by)
            throws StoreException {
        if (!by.may(Permission.CHECK_BALANCE)) {
            return new Outcome.Refused<>(new Refusal.PersonNotAllowed(by.name(), "check balances"));
        }
        Instant now = now();
        Optional<TestWeight> expired =
                CheckPlan.expired(run.loads(), now.atZone(zone(handle)).toLocalDate());
        if (expired.isPresent()) {
            return new Outcome.Refused<>(new Refusal.CertificateExpired(expired.get()));
        }
        BalanceCheck check = BalanceCheck.of(run, "", minimumWeight, now, by.id());
        Edit edit =
                entities.create(
                        handle,
                        by,
                        EntityType.BALANCE_CHECKS.word(),
                        BalanceRegister.fields(check));
        return switch (edit) {
            case Edit.Refused(var _, var message) ->
                    new Outcome.Refused<>(new Refusal.NotStored(message));
            case Edit.Written(var entity) -> {
                BalanceCheck kept = BalanceCheck.of(run, entity.id(), minimumWeight, now, by.id());
                BalanceRegister.note(handle, run.balance(), by.id(), now);
                BalanceRegister.tell(handle, kept, now);
                yield new Outcome.Saved<>(kept);
            }
        };
    }

    private static ZoneId zone(ReadHandle handle) {
        return MasterData.zone(handle);
    }

    /// Times are kept to the millisecond, as on the wire.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
