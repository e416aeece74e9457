package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.checking.CheckingContent;
import io.prepstation.kiosk.ui.checking.CheckingViewModel;
import io.prepstation.kiosk.ui.desk.CheckAnswer;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.Pan;
import io.prepstation.model.check.BalanceCheck;
import io.prepstation.model.check.CheckKind;
import io.prepstation.model.check.CheckRun;
import io.prepstation.model.mass.Mass;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("WEI-11")
class CheckingViewModelTest {

    private static final CheckRun BEGUN =
            BalanceScenes.PLAN.run(CheckKind.WEIGHTS, BenchFixture.BALANCE).orElseThrow();

    private final DeskLog desk = new DeskLog(BenchFixture.harmless());
    private final CheckingViewModel model =
            new CheckingViewModel(desk, new Words(Locale.ENGLISH, ZoneOffset.UTC), () -> {});
    private long frames;

    @BeforeEach
    void begin() {
        model.begin(BEGUN);
    }

    private void shows(String grams) {
        shows(BenchFixture.BALANCE, new BalanceReading.Stable(Mass.grams(grams), frame(grams)));
    }

    private void shows(BalanceIdentity balance, BalanceReading reading) {
        model.show(new Pan(new BalanceStatus.Online(balance), reading, 1, Mass.grams("0"), false));
    }

    private Frame frame(String grams) {
        return new Frame(++frames, "S S " + grams + " g", BenchFixture.NOW);
    }

    private Action main() {
        Action main = model.actions().get().main();
        assertNotNull(main);
        return main;
    }

    private CheckingContent content() {
        CheckingContent content = model.content().get();
        assertNotNull(content);
        return content;
    }

    private void ended() {
        shows("0.0000");
        shows("200.0003");
        main().tap().run();
        shows("0.0000");
        shows("20.0001");
        main().tap().run();
    }

    @Nested
    class A_check {

        @Test
        void asks_the_balance_for_zero() {
            assertInstanceOf(BenchEvent.ZeroTapped.class, desk.posted.getFirst());
        }

        @Test
        void takes_one_tap_a_weight_and_is_kept_with_the_last_one() {
            ended();

            assertEquals(1, desk.kept.size());
            assertEquals(
                    java.util.List.of(Mass.grams("200.0003"), Mass.grams("20.0001")),
                    desk.kept.getFirst().readings().stream().map(one -> one.loaded()).toList());
        }

        @Test
        void says_saved_only_after_the_store_has_answered() {
            ended();
            assertEquals("Saving …", content().instruction());

            model.show(
                    new CheckAnswer.Kept(
                            BalanceCheck.of(
                                    desk.kept.getFirst(),
                                    "c1",
                                    Mass.grams("0"),
                                    BenchFixture.NOW,
                                    "o.meyer")));
            assertEquals("Passed. The balance is good for weighing.", content().instruction());
        }

        @Test
        void that_was_not_saved_can_be_saved_again() {
            ended();
            model.show(new CheckAnswer.NotKept("the disk is full"));

            assertTrue(content().alarming());
            main().tap().run();
            assertEquals(2, desk.kept.size());
            assertEquals(desk.kept.getFirst(), desk.kept.getLast());
        }
    }

    @Nested
    class Accept {

        @Test
        void takes_over_what_the_screen_shows() {
            shows("0.0000");
            shows("200.0003");
            Action seen = main();
            shows("200.0004");
            seen.tap().run();

            assertEquals("200.0003 g", content().taken().getFirst().net().replace('\u00a0', ' '));
        }

        @Test
        void waits_for_an_empty_pan_and_a_weight_at_rest() {
            shows("200.0003");
            assertFalse(main().enabled());
            shows("0.0000");
            assertFalse(main().enabled());
            shows(
                    BenchFixture.BALANCE,
                    new BalanceReading.Unstable(Mass.grams("200.0003"), frame("200.0003")));
            assertFalse(main().enabled());
            shows("200.0003");
            assertTrue(main().enabled());
        }

        @Test
        void is_warned_of_a_weight_outside_its_limit_and_stays_possible() {
            shows("0.0000");
            shows("200.0011");

            assertTrue(content().alarming());
            assertTrue(main().enabled());
        }
    }

    @Nested
    class A_balance_that_goes_away {

        @Test
        void ends_the_check() {
            shows("0.0000");
            shows(
                    new BalanceIdentity(
                            "MS504", "OTHER", Mass.grams("520.0000"), Mass.grams("0.0001")),
                    new BalanceReading.Stable(Mass.grams("200.0003"), frame("200.0003")));

            assertNull(model.actions().get().main());
            shows("200.0003");
            assertNull(model.actions().get().main());
            assertTrue(content().alarming());
        }
    }
}
