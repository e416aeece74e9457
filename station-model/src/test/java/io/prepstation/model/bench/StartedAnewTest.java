package io.prepstation.model.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.balance.StabilitySource;
import io.prepstation.model.bench.BenchEvent.ReadingArrived;
import io.prepstation.model.bench.BenchEvent.StartedAnew;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchEvent.VesselWeighed;
import io.prepstation.model.bench.BenchEvent.Zeroed;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Interrupted;
import io.prepstation.model.bench.BenchState.Interrupted.Phase;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Regaining;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.Material;
import io.prepstation.model.material.Source;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.TareSource;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Balances that cannot be trusted to have kept zero or tare, and balances that do not tare at all.
@Tag("SES-9")
@Tag("WEI-6")
class StartedAnewTest {

    private final SessionRecord session = Examples.session("s-1", 2);
    private final BenchPlay play = new BenchPlay();

    @Nested
    class When_the_balance_lost_its_power_while_pouring_into_a_light_vessel {

        @BeforeEach
        void it_took_the_vessel_for_zero() {
            play.started(session).poured("2.000").stable("1.000").status(Examples.OFFLINE);
            play.status(Examples.ONLINE).send(new StartedAnew(), new TareCleared());
        }

        @Test
        void what_it_shows_is_no_gross_mass_even_if_it_is_more_than_before() {
            play.stable("12.000");
            assertEquals(Phase.EMPTY_PAN, play.state(Interrupted.class).phase());
            play.accept().assertNotAccepted();
        }

        @Test
        void an_empty_pan_a_zero_and_the_vessel_bring_the_step_back() {
            play.stable("0.000").stable("0.000");
            assertTrue(play.commands(BalanceCommand.ZERO));
            play.send(new Zeroed()).stable("4.000");
            assertEquals(Mass.grams("2.000"), play.state(Dispensing.class).pour().tare());
            play.stable("12.000").state(InTolerance.class);
            play.accept();
            Dispense dispense = play.only(RecordDispense.class).dispense();
            assertEquals(Mass.grams("10.000"), dispense.net());
            assertEquals(TareSource.COMPUTED, dispense.tareSource());
        }

        @Test
        void less_than_what_was_in_waits() {
            play.stable("0.000").stable("0.000").send(new Zeroed()).stable("2.500");
            assertEquals(Phase.VESSEL, play.state(Interrupted.class).phase());
        }

        @Test
        void a_second_break_does_not_make_it_forget() {
            play.status(Examples.OFFLINE).state(Fault.class);
            play.status(Examples.ONLINE).send(new TareCleared()).stable("12.000");
            play.state(Interrupted.class);
        }
    }

    @Test
    @Tag("WEI-4")
    void the_lot_and_its_potency_are_not_forgotten_with_the_zero() {
        Source source = new Source("C-7", "12", "L2", null, "4", new BigDecimal("98"));
        play.started(session)
                .send(
                        new BenchEvent.CodeScanned(
                                new ScannedCode.ContainerCode("C-7"),
                                "C-7",
                                new Material("i-1", source, null)))
                .stable("2.000")
                .tared("2.000")
                .stable("1.000")
                .status(Examples.OFFLINE)
                .status(Examples.ONLINE)
                .send(new StartedAnew(), new TareCleared())
                .stable("0.000")
                .stable("0.000")
                .send(new Zeroed())
                .stable("4.000");

        assertEquals(source, play.state(Dispensing.class).pour().source());
    }

    @Nested
    class When_the_balance_ran_on {

        @Test
        void the_step_goes_on_at_once() {
            play.started(session).poured("2.000").stable("1.000").status(Examples.OFFLINE);
            play.status(Examples.ONLINE).state(Regaining.class);
            play.send(new TareCleared()).stable("3.000").state(Dispensing.class);
        }
    }

    @Nested
    class When_the_balance_does_not_say_what_it_tares {

        @BeforeEach
        void its_vessel_was_weighed() {
            play.started(session).scan("ING-0001").stable("50.000");
            play.send(new VesselWeighed(Mass.grams("50.000"), play.now()));
        }

        @Test
        void the_station_subtracts_and_the_record_says_so() {
            play.stable("60.000").accept();
            Dispense dispense = play.only(RecordDispense.class).dispense();
            assertEquals(Mass.grams("10.000"), dispense.net());
            assertEquals(Mass.grams("60.000"), dispense.gross());
            assertEquals("60.000", dispense.displayed());
            assertEquals(TareSource.COMPUTED, dispense.tareSource());
        }

        @Test
        void a_printed_line_holds_for_ten_seconds_and_the_record_says_so() {
            Frame frame = new Frame(99, "60.000 g", play.now());
            Stable printed = new Stable(Mass.grams("60.000"), frame, StabilitySource.PRINT);
            play.send(new ReadingArrived(printed)).pass(Duration.ofSeconds(9)).accept(printed);
            assertEquals("print", play.only(RecordDispense.class).dispense().stability());
        }

        @Test
        void after_that_it_is_stale() {
            Frame frame = new Frame(99, "60.000 g", play.now());
            Stable printed = new Stable(Mass.grams("60.000"), frame, StabilitySource.PRINT);
            play.send(new ReadingArrived(printed)).pass(Duration.ofSeconds(11)).accept(printed);
            play.assertNotAccepted();
        }
    }

    @Nested
    class When_something_else_is_going_on {

        @Test
        void a_vessel_weighed_late_changes_nothing() {
            play.started(session).poured("50.000").stable("5.000");
            Pouring before = play.state(Pouring.class);
            play.send(new VesselWeighed(Mass.grams("55.000"), play.now()));
            assertEquals(before, play.situation().state());
            assertFalse(play.situation().state() instanceof Taring);
        }
    }
}
