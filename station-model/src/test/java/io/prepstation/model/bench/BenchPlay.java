package io.prepstation.model.bench;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Overload;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceReading.Underload;
import io.prepstation.model.balance.BalanceReading.Unmarked;
import io.prepstation.model.balance.BalanceReading.Unstable;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.bench.BenchEvent.AcceptTapped;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.DispenseCommitted;
import io.prepstation.model.bench.BenchEvent.ReadingArrived;
import io.prepstation.model.bench.BenchEvent.SessionCreated;
import io.prepstation.model.bench.BenchEvent.SignedIn;
import io.prepstation.model.bench.BenchEvent.StatusChanged;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchEvent.Tared;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.BenchEvent.UnfinishedFound;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.Effect.CommandBalance;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A bench under a test's hands: time passes by 100 ms with each reading, and the effects of the last move are kept.
final class BenchPlay {

    private final Bench bench;
    private Situation situation = Situation.initial(Examples.ONLINE);
    private List<Effect> effects = List.of();
    private Instant now = Examples.START;
    private long frames;

    BenchPlay() {
        this(BenchRules.DEFAULT);
    }

    BenchPlay(BenchRules rules) {
        bench = new Bench(rules);
    }

    BenchPlay send(BenchEvent... events) {
        for (BenchEvent event : events) {
            Next next = bench.next(situation, event);
            situation = next.situation();
            effects = next.effects();
        }
        return this;
    }

    BenchPlay scan(String text) {
        return send(new CodeScanned(FormulaCode.parse(text), text));
    }

    BenchPlay stable(String grams) {
        return reading(new Stable(Mass.grams(grams), frame("S S " + grams + " g")));
    }

    BenchPlay unstable(String grams) {
        return reading(new Unstable(Mass.grams(grams), frame("S D " + grams + " g")));
    }

    BenchPlay unmarked(String grams) {
        return reading(new Unmarked(Mass.grams(grams), frame(grams + " g")));
    }

    BenchPlay overload() {
        return reading(new Overload(frame("S +")));
    }

    BenchPlay underload() {
        return reading(new Underload(frame("S -")));
    }

    /// Ticks as the program does, to the end of the time.
    BenchPlay pass(Duration time) {
        now = now.plus(time);
        return send(new Tick(now));
    }

    /// Time without a tick.
    BenchPlay clock(Duration step) {
        now = now.plus(step);
        return this;
    }

    /// Accepts the newest reading.
    BenchPlay accept() {
        return accept(shown());
    }

    BenchPlay accept(Stable seen) {
        return send(new AcceptTapped(seen.frame().number(), seen.mass(), "d-" + frames, now));
    }

    BenchPlay status(BalanceStatus status) {
        return send(new StatusChanged(status));
    }

    BenchPlay tared(String grams) {
        return send(new Tared(Mass.grams(grams), now));
    }

    /// Signed in, nothing to resume.
    BenchPlay ready() {
        return send(new SignedIn(Examples.OPERATOR), new UnfinishedFound(null));
    }

    /// The first step of a session just created waits for its ingredient, the balance shows gross.
    BenchPlay started(SessionRecord record) {
        return ready().scan("F=" + Examples.FORMULA)
                .send(new SessionCreated(record), new TareCleared());
    }

    /// The pending step's ingredient is identified and its vessel tared at this gross mass.
    BenchPlay poured(String vessel) {
        String code = state(AwaitingContainer.class).work().step().requiredCode();
        return scan(code).stable(displayed(vessel)).tared(vessel);
    }

    /// The step is weighed, accepted and committed; the balance shows gross again.
    BenchPlay weighed(String vessel, String net) {
        poured(vessel).stable(net).accept();
        SessionRecord after =
                Examples.dispensed(
                        state(Recording.class).work().record(),
                        only(RecordDispense.class).dispense());
        return send(new DispenseCommitted(after));
    }

    Stable shown() {
        return assertInstanceOf(Stable.class, situation.pan().latest());
    }

    Situation situation() {
        return situation;
    }

    Instant now() {
        return now;
    }

    <S extends BenchState> S state(Class<S> type) {
        return assertInstanceOf(type, situation.state());
    }

    List<Effect> effects() {
        return effects;
    }

    <E extends Effect> Optional<E> effect(Class<E> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    <E extends Effect> E only(Class<E> type) {
        assertTrue(effect(type).isPresent(), () -> type.getSimpleName() + " not in " + effects);
        return effect(type).get();
    }

    boolean commands(BalanceCommand command) {
        return effects.contains(new CommandBalance(command));
    }

    /// Nothing was recorded, and nothing can be.
    void assertNotAccepted() {
        assertTrue(effect(RecordDispense.class).isEmpty(), effects::toString);
        assertTrue(!(situation.state() instanceof Recording), situation.state()::toString);
    }

    void assertNotAcceptable() {
        assertTrue(!(situation.state() instanceof InTolerance), situation.state()::toString);
    }

    /// What the balance shows of a gross mass, below the tare it has.
    private String displayed(String gross) {
        Mass tare = Objects.requireNonNull(situation.pan().tare());
        return Mass.grams(gross).minus(tare).digits();
    }

    private BenchPlay reading(BalanceReading reading) {
        return send(new ReadingArrived(reading));
    }

    private Frame frame(String raw) {
        now = now.plusMillis(100);
        return new Frame(++frames, raw, now);
    }
}
