package io.prepstation.model.bench;

import static io.prepstation.model.bench.Examples.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.DispenseCommitted;
import io.prepstation.model.bench.BenchEvent.SessionCompleted;
import io.prepstation.model.bench.BenchEvent.SessionCreated;
import io.prepstation.model.bench.BenchEvent.SignTapped;
import io.prepstation.model.bench.BenchEvent.SignedIn;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchEvent.UnfinishedFound;
import io.prepstation.model.bench.BenchState.Completed;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Ready;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A day at the bench: one tap per step when all is well.
class MainJobTest {

    private final BenchPlay play = new BenchPlay();
    private final List<String> effects = new ArrayList<>();

    private void send(BenchEvent event) {
        play.send(event);
        note();
    }

    private void note() {
        play.effects().stream()
                .map(effect ->
                        switch (effect) {
                            case Effect.CommandBalance(var command) -> command.name();
                            case Effect.Signal(var kind) -> kind.name();
                            default -> effect.getClass().getSimpleName();
                        })
                .forEach(effects::add);
    }

    @Test
    @Tag("SES-7")
    @Tag("WEI-5")
    void three_ingredients_from_scan_to_signature() {
        SessionRecord record = Examples.session("s-1", 3);
        send(new SignedIn(OPERATOR));
        send(new UnfinishedFound(null));
        play.scan("F=" + Examples.FORMULA);
        note();
        send(new SessionCreated(record));
        send(new TareCleared());
        long gross = 50_000;
        for (int sequence = 1; sequence <= 3; sequence++) {
            record = weighed(record, sequence, gross);
            gross += sequence * 10_000L;
        }
        send(new SignTapped());
        SessionRecord completed = Examples.ended(record, SessionStatus.COMPLETED, play.now());
        send(new SessionCompleted(completed));
        assertEquals(completed, play.state(Completed.class).record());
        send(new BackTapped());
        play.state(Ready.class);
        assertEquals(
                "FindUnfinished CreateSession CLEAR_TARE "
                        + "TARE SaveCheckpoint SaveCheckpoint RecordDispense ACCEPTED ".repeat(3)
                        + "CompleteSession ACCEPTED FindUnfinished",
                String.join(" ", effects));
    }

    /// The vessel stands, the ingredient is scanned, half is poured, then the rest, and one tap accepts.
    private SessionRecord weighed(SessionRecord record, int sequence, long vessel) {
        String gross = grams(vessel);
        String net = grams(sequence * 10_000L);
        play.unstable(gross).scan(Examples.code(sequence));
        note();
        play.stable(displayed(vessel));
        note();
        play.tared(gross);
        note();
        play.unstable("5.000").stable(net);
        note();
        play.state(InTolerance.class);
        play.accept();
        note();
        assertTrue(play.situation().state() instanceof Recording);
        SessionRecord after =
                Examples.dispensed(record, play.only(RecordDispense.class).dispense());
        send(new DispenseCommitted(after));
        return after;
    }

    /// The balance still subtracts the tare of the step before.
    private String displayed(long gross) {
        Mass tare = Objects.requireNonNull(play.situation().pan().tare());
        return Mass.grams(grams(gross)).minus(tare).digits();
    }

    private static String grams(long milligrams) {
        return BigDecimal.valueOf(milligrams, 3).toPlainString();
    }
}
