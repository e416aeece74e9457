package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.preparation.BalanceSetup;
import io.prepstation.kiosk.preparation.CreateRequest;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.TareSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Somebody who prepares the formula of the test hub, exactly at its targets.
record Preparing(SessionService sessions, InstantSource clock, Supplier<String> ids) {

    private static final Mass VESSEL = Mass.grams("30.0000");
    private static final BalanceSetup BALANCE =
            new BalanceSetup(
                    new BalanceIdentity(
                            "SIM520", "SIM-1", Mass.grams("520.0000"), Mass.grams("0.0001")),
                    VESSEL,
                    Mass.grams("0.0200"));

    /// @return the id of the finished session
    String prepare(User operator) {
        return prepare(operator, Map.of());
    }

    /// @param lots by the code of their ingredient; what has none is weighed without one
    /// @return the id of the finished session
    String prepare(User operator, Map<String, String> lots) {
        return prepare(operator, lots, _ -> {});
    }

    /// @param begun is told the id of the session before its first weight
    /// @return the id of the finished session
    String prepare(User operator, Map<String, String> lots, Consumer<String> begun) {
        SessionRecord record = begun(operator);
        begun.accept(record.id());
        return finished(record, VESSEL, operator, lots);
    }

    /// Weighs the first step from a container, and the rest.
    ///
    /// @return the id of the finished session
    String prepare(User operator, Map<String, String> lots, String container) {
        SessionRecord record = firstFrom(operator, lots, container);
        Step first = record.steps().getFirst();
        return finished(record, record.lastGross(first).orElseThrow(), operator, lots);
    }

    private String finished(
            SessionRecord begun, Mass pan, User operator, Map<String, String> lots) {
        SessionRecord record = begun;
        Mass onPan = pan;
        while (record.nextStep().isPresent()) {
            Step step = record.nextStep().get();
            record = weigh(record, step, onPan, operator, lots.get(step.requiredCode()), null);
            onPan = record.lastGross(step).orElseThrow();
        }
        return SyncedStation.saved(sessions.complete(record.id(), operator, Authentication.CHOSEN))
                .id();
    }

    /// Weighs the first step only.
    ///
    /// @return the id of the session, which goes on later
    String begin(User operator, Map<String, String> lots, String container) {
        return firstFrom(operator, lots, container).id();
    }

    /// Weighs the first step only.
    SessionRecord begin(User operator) {
        SessionRecord record = begun(operator);
        return weigh(record, record.nextStep().orElseThrow(), VESSEL, operator, null, null);
    }

    /// Weighs the rest and signs it.
    void finish(SessionRecord begun, User operator) {
        Step next = begun.nextStep().orElseThrow();
        finished(begun, begun.lastGross(next).orElseThrow(), operator, Map.of());
    }

    private SessionRecord firstFrom(User operator, Map<String, String> lots, String container) {
        SessionRecord record = begun(operator);
        Step step = record.nextStep().orElseThrow();
        String lot = lots.get(step.requiredCode());
        return weigh(record, step, VESSEL, operator, lot, container);
    }

    private SessionRecord begun(User operator) {
        return SyncedStation.saved(
                sessions.createSessionFromFormula(
                        new CreateRequest(TestHub.FORMULA, null, operator, BALANCE)));
    }

    private SessionRecord weigh(
            SessionRecord record,
            Step step,
            Mass tare,
            User operator,
            @Nullable String lot,
            @Nullable String container) {
        Mass net = step.tolerance().target();
        Dispense dispense =
                new Dispense(
                        ids.get(),
                        step.id(),
                        step.requiredCode(),
                        lot,
                        container,
                        net,
                        tare.plus(net),
                        tare,
                        TareSource.BALANCE,
                        net.digits(),
                        "g",
                        "flag",
                        "S S %10s g".formatted(net.digits()),
                        "SIM-1",
                        Instant.ofEpochMilli(clock.millis()),
                        operator.id());
        return SyncedStation.saved(sessions.recordDispense(record.id(), dispense));
    }
}
