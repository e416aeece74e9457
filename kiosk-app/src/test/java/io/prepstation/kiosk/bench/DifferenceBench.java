package io.prepstation.kiosk.bench;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.bench.Bench;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchRules;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.Effect;
import io.prepstation.model.bench.Next;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// The bench's rules on a real lab file, without threads: each thing that happens is dealt with before the next.
final class DifferenceBench implements AutoCloseable {

    private static final int MOST_TURNS = 100;

    /// What no program knows: what each container really weighs, and how much of each ingredient was taken out.
    static final class World {

        private final Map<String, Mass> containers = new HashMap<>();
        private final SortedMap<String, Mass> out = new TreeMap<>();

        World copy() {
            World same = new World();
            same.containers.putAll(containers);
            same.out.putAll(out);
            return same;
        }

        void fetch(String code, Mass gross) {
            containers.put(code, gross);
        }

        /// The container that was used already, or a new one.
        Mass container(String code) {
            return containers.computeIfAbsent(code, _ -> Mass.grams("90.0000"));
        }

        void lighten(String code, Mass gross) {
            Mass gone = container(code).minus(gross);
            containers.put(code, gross);
            out.merge(code, gone, Mass::plus);
        }

        SortedMap<String, Mass> out() {
            return out;
        }
    }

    private final SampleBench store;
    private final BenchEffects effects;
    private final Bench bench = new Bench(BenchRules.DEFAULT);
    private final Deque<BenchEvent> events = new ArrayDeque<>();
    private final World world;
    private Situation situation = Situation.initial(new BalanceStatus.Online(SampleLab.BALANCE));
    private Instant now = SampleBench.NOW;
    private String standing = "";
    private long frames;

    private DifferenceBench(SampleBench store, Path data, World world) {
        this.store = store;
        this.world = world;
        this.effects = SampleEffects.of(store, data, SampleEffects.ANY_VESSEL, events::add);
    }

    static DifferenceBench open(Path data, World world) throws StoreException {
        return new DifferenceBench(SampleBench.reopened(data, DifferenceBench::newId), data, world);
    }

    private void send(BenchEvent event) {
        events.add(event);
        while (!events.isEmpty()) {
            Next next = bench.next(situation, events.remove());
            situation = next.situation();
            next.effects().forEach(this::carryOut);
            effects.follow(situation);
        }
    }

    /// The balance obeys at once.
    private void carryOut(Effect effect) {
        if (effect instanceof Effect.CommandBalance(var command)) {
            switch (command) {
                case CLEAR_TARE -> events.add(new BenchEvent.TareCleared());
                case ZERO -> events.add(new BenchEvent.Zeroed());
                case TARE -> throw new AssertionError("the balance was told to subtract");
            }
        } else {
            effects.accept(effect);
        }
    }

    private void shows(Mass mass, boolean stable) {
        now = now.plusMillis(100);
        frames++;
        Frame frame = new Frame(frames, "S S %10s g".formatted(mass.digits()), now);
        send(
                new BenchEvent.ReadingArrived(
                        stable
                                ? new BalanceReading.Stable(mass, frame)
                                : new BalanceReading.Unstable(mass, frame)));
    }

    void signIn() {
        shows(Mass.grams("0.0000"), true);
        send(new BenchEvent.TareCleared());
        send(new BenchEvent.SignedIn(SampleLab.OPERATOR));
    }

    void scan(String text) {
        send(new BenchEvent.CodeScanned(FormulaCode.parse(text), text));
    }

    void read() {
        send(new BenchEvent.AcknowledgeTapped());
    }

    void stands(String code, String gross) {
        world.fetch(code, Mass.grams(gross));
        stands(code);
    }

    private void stands(String code) {
        standing = code;
        shows(world.container(code), true);
        send(new BenchEvent.TareTapped());
    }

    void holds(String gross) {
        holds(Mass.grams(gross));
    }

    private void holds(Mass gross) {
        world.lighten(standing, gross);
        shows(gross, true);
    }

    void moves(String gross) {
        world.lighten(standing, Mass.grams(gross));
        shows(Mass.grams(gross), false);
    }

    void lifted() {
        shows(Mass.grams("0.0000"), true);
    }

    private BalanceReading.Stable shown() {
        return assertInstanceOf(BalanceReading.Stable.class, situation.pan().latest());
    }

    void accept() {
        var seen = shown();
        send(new BenchEvent.AcceptTapped(seen.frame().number(), seen.mass(), newId(), now));
    }

    void part() {
        var seen = shown();
        send(new BenchEvent.PartTapped(seen.frame().number(), seen.mass(), newId(), now));
    }

    void sign() {
        send(new BenchEvent.SignTapped());
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    World world() {
        return world;
    }

    String state() {
        return situation.state().getClass().getSimpleName();
    }

    /// What the screen said was saved.
    List<Dispense> acknowledged() {
        return record().map(SessionRecord::dispenses).orElse(List.of());
    }

    Optional<SessionRecord> record() {
        return switch (situation.state()) {
            case BenchState.Weighing weighing -> Optional.of(weighing.work().record());
            case BenchState.Interrupted interrupted ->
                    Optional.of(interrupted.unfinished().record());
            case BenchState.AwaitingSignature done -> Optional.of(done.record());
            case BenchState.Completed done -> Optional.of(done.record());
            default -> Optional.empty();
        };
    }

    Optional<Notice> refusal() {
        return situation.state() instanceof BenchState.Interrupted interrupted
                ? Optional.ofNullable(interrupted.notice())
                : Optional.empty();
    }

    Verification.Report verified() throws StoreException {
        return Verification.of(store.database(), Evidence.NONE);
    }

    /// Signs in, takes up what was interrupted, and weighs until the session has ended or the bench refuses what stands
    /// there.
    void goOn() {
        signIn();
        send(new BenchEvent.ResumeTapped());
        int turns = 0;
        while (!(situation.state() instanceof BenchState.Ready
                || situation.state() instanceof BenchState.Completed
                || refusal().isPresent())) {
            assertTrue(turns++ < MOST_TURNS, this::state);
            act();
        }
    }

    private void act() {
        switch (situation.state()) {
            case BenchState.Interrupted(var _, var unfinished, var phase, var _) -> {
                standing = unfinished.step().orElseThrow().requiredCode();
                shows(
                        phase == BenchState.Interrupted.Phase.VESSEL
                                ? world.container(standing)
                                : Mass.grams("0.0000"),
                        true);
            }
            case BenchState.AwaitingContainer awaiting ->
                    scan(awaiting.work().step().requiredCode());
            case BenchState.Acknowledging _ -> read();
            case BenchState.Taring taring -> stands(taring.work().step().requiredCode());
            case BenchState.InTolerance _ -> accept();
            case BenchState.Pouring pouring ->
                    holds(
                            pouring.pour()
                                    .tare()
                                    .minus(pouring.pour().tolerance(pouring.work()).target()));
            case BenchState.AwaitingSignature _ -> sign();
            default -> throw new AssertionError(situation.state());
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
