package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.ui.home.HomeView;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.look.Theme;
import io.prepstation.kiosk.ui.signin.BadgeView;
import io.prepstation.kiosk.ui.weighing.WeighingView;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.people.Authentication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Signing in by badge and PIN, and the lock over an idle bench.
@Tag("STO-9")
class BadgeScreenTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LOCK_AFTER = Duration.ofMinutes(10);

    private final BenchFixture bench = BenchFixture.harmless();
    private final DeskLog desk = new DeskLog(bench);
    private final AtomicReference<Instant> now = new AtomicReference<>(BenchFixture.NOW);
    private final StationScreen screen =
            Toolkit.ask(() ->
                    new StationScreen(
                            setup(), desk, now::get, LabelScene::modules, Toolkit.thread()));

    private static Setup setup() {
        Setup usual = PicturesTest.setup(Panel.SEVEN_INCH, "en", Theme.LIGHT);
        return new Setup(
                usual.facts(),
                usual.panel(),
                usual.locale(),
                usual.theme(),
                Authentication.BADGE_AND_PIN,
                LOCK_AFTER);
    }

    private static CodeScanned scan(String text) {
        return new CodeScanned(FormulaCode.parse(text), text);
    }

    private Node shown(Situation situation) {
        screen.show(situation);
        return Toolkit.ask(() -> ((BorderPane) screen.scene().getRoot()).getCenter());
    }

    private void type(String pin) throws InterruptedException {
        for (int i = 0; i < pin.length(); i++) {
            assertTrue(screen.press("key-" + pin.charAt(i), SOON));
        }
        assertTrue(screen.press("main", SOON));
    }

    private String problem() {
        return Toolkit.ask(() -> ((Label) screen.scene().lookup(".sign-in-problem")).getText());
    }

    private void waitTenMinutes() {
        now.set(now.get().plus(LOCK_AFTER));
    }

    @Nested
    class Nobody_is_signed_in {

        @Test
        void a_badge_and_its_pin_are_asked_of_the_station() throws InterruptedException {
            shown(BenchFixture.signedOut());
            assertTrue(screen.offer(scan("B=B-1001")));
            type("271828");

            assertEquals(List.of("B-1001 271828"), desk.signIns);
        }

        @Test
        void no_other_code_reaches_the_bench() {
            shown(BenchFixture.signedOut());

            assertTrue(screen.offer(scan("F=PRM00936")));
            Toolkit.ask(() -> 0);

            assertEquals("That is no badge.", problem());
        }

        @Test
        void a_wrong_pin_starts_again_with_the_badge() throws InterruptedException {
            shown(BenchFixture.signedOut());
            screen.offer(scan("B=B-1001"));
            type("271829");
            screen.show(new SignInResult.Wrong());
            Toolkit.ask(() -> 0);

            assertEquals("Badge and PIN do not belong together. Try again.", problem());
            assertTrue(Toolkit.ask(() -> screen.scene().lookup("#key-1").isDisabled()));
        }

        @Test
        void what_the_balance_says_while_a_pin_is_checked_forgets_no_badge()
                throws InterruptedException {
            shown(BenchFixture.signedOut());
            screen.offer(scan("B=B-1001"));
            type("271828");
            shown(BenchFixture.signedOut());
            screen.show(new SignInResult.PinToBeChanged(BenchFixture.ANNA));
            type("314159");
            type("314159");

            assertEquals(List.of("B-1001 271828", "B-1001 271828 → 314159"), desk.signIns);
        }

        @Test
        void a_pin_of_somebody_elses_choice_is_changed_typed_twice() throws InterruptedException {
            shown(BenchFixture.signedOut());
            screen.offer(scan("B=B-1001"));
            type("271828");
            screen.show(new SignInResult.PinToBeChanged(BenchFixture.ANNA));
            type("123456");
            type("314159");
            type("314158");
            type("314159");
            type("314159");

            assertEquals(List.of("B-1001 271828", "B-1001 271828 → 314159"), desk.signIns);
        }
    }

    @Nested
    class Somebody_works {

        @Test
        void codes_are_the_benchs() {
            assertInstanceOf(HomeView.class, shown(BenchFixture.ready(null)));

            assertFalse(screen.offer(scan("F=PRM00936")));
        }

        @Test
        @Tag("DEV-PIN")
        void the_foot_switch_accepts_nothing_while_the_screen_is_locked() {
            shown(bench.inTolerance(1, "1.0200", null));
            waitTenMinutes();
            assertInstanceOf(BadgeView.class, shown(bench.inTolerance(1, "1.0200", null)));
            int before = desk.posted.size();
            screen.pressMain();
            Toolkit.ask(() -> null);
            assertEquals(before, desk.posted.size());
            assertEquals(List.of(), desk.signIns);
        }

        /// The same pedal on the same screen accepts when nothing is in front of it.
        @Test
        @Tag("DEV-PIN")
        void the_foot_switch_accepts_what_the_screen_shows() {
            shown(bench.inTolerance(1, "1.0200", null));
            int before = desk.posted.size();
            screen.pressMain();
            Toolkit.ask(() -> null);
            assertEquals(before + 1, desk.posted.size());
        }

        @Test
        void after_ten_minutes_without_a_touch_the_screen_locks_and_the_step_stays() {
            assertInstanceOf(WeighingView.class, shown(bench.dispensing(3, "4.0000")));
            waitTenMinutes();

            assertInstanceOf(BadgeView.class, shown(bench.dispensing(3, "4.0001")));
            assertTrue(screen.offer(scan("I=ING-0042")));

            screen.show(new SignInResult.Recognised(BenchFixture.ANNA, false));
            assertInstanceOf(WeighingView.class, shown(bench.dispensing(3, "4.0002")));
        }

        @Test
        void a_scan_shows_that_somebody_is_there() {
            shown(BenchFixture.ready(null));
            now.set(now.get().plus(LOCK_AFTER.dividedBy(2)));
            screen.offer(scan("I=ING-0042"));
            Toolkit.ask(() -> 0);
            now.set(now.get().plus(LOCK_AFTER.dividedBy(2)));

            assertInstanceOf(HomeView.class, shown(BenchFixture.ready(null)));
        }

        @Test
        void another_person_opens_the_lock_only_once_the_bench_works_with_him() {
            shown(bench.dispensing(3, "4.0000"));
            waitTenMinutes();
            shown(bench.dispensing(3, "4.0000"));
            screen.show(new SignInResult.Recognised(BenchFixture.JONAS, false));

            assertInstanceOf(BadgeView.class, shown(bench.dispensing(3, "4.0000")));
            assertInstanceOf(HomeView.class, shown(BenchFixture.readyFor(BenchFixture.JONAS)));
        }
    }

    /// A lab manager may see a weight and may not weigh: his badge is asked for the one and not for the other.
    @Test
    @Tag("STO-8")
    void a_witness_is_asked_for_what_a_witness_must_be_allowed() throws InterruptedException {
        shown(bench.witnessing(3, "14.4012"));
        assertTrue(screen.press("main", SOON));
        assertTrue(screen.offer(scan("B=B-1001")));
        type("271828");

        assertEquals(List.of("confirm B-1001 271828 for witness"), desk.signIns);
    }
}
