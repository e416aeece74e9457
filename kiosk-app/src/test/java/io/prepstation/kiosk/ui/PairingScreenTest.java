package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.sync.EnrolResult;
import io.prepstation.kiosk.sync.HubFailure;
import io.prepstation.kiosk.ui.desk.LabChoice;
import io.prepstation.kiosk.ui.labs.LabsView;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.look.Theme;
import io.prepstation.kiosk.ui.pairing.PairingView;
import io.prepstation.kiosk.ui.signin.BadgeView;
import io.prepstation.kiosk.ui.signin.SignInView;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The way into a lab by a hub's code, and from one lab to another.
@Tag("OPS-4")
@Tag("STO-7")
class PairingScreenTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final EnrolmentCode CODE =
            new EnrolmentCode(DoorScenes.HUB, "3f9a0c1d".repeat(8), "7KQ2-9XHD");

    private final DeskLog desk = new DeskLog(BenchFixture.harmless());
    private final StationScreen screen =
            Toolkit.ask(() ->
                    new StationScreen(
                            PicturesTest.setup(Panel.SEVEN_INCH, "en", Theme.LIGHT),
                            desk,
                            InstantSource.fixed(BenchFixture.NOW),
                            LabelScene::modules,
                            Toolkit.thread()));

    private Node center() {
        return Toolkit.ask(() -> ((BorderPane) screen.scene().getRoot()).getCenter());
    }

    private String problem() {
        return Toolkit.ask(() -> ((Label) screen.scene().lookup(".sign-in-problem")).getText());
    }

    private void tap(String id) {
        Toolkit.ask(() -> {
            ((Button) screen.scene().lookup("#" + id)).fire();
            return id;
        });
    }

    private void type(String keys) {
        keys.chars().forEach(key -> tap("key-" + (char) key));
    }

    @Nested
    class A_station_without_a_lab {

        @Test
        void is_asked_for_a_code_and_nothing_else() {
            screen.show(LabChoice.NONE);

            assertInstanceOf(PairingView.class, center());
            assertTrue(screen.offer(DoorScenes.scan("F=PRM00936")));
            assertEquals("That is no enrolment code of a hub.", problem());
            assertFalse(Toolkit.ask(() -> screen.scene().lookup("#back").isVisible()));
        }

        @Test
        void joins_with_the_code_that_is_held_up_once() {
            screen.show(LabChoice.NONE);
            center();
            screen.offer(DoorScenes.scan(DoorScenes.CODE));
            center();
            screen.offer(DoorScenes.scan(DoorScenes.CODE));
            center();

            assertEquals(List.of(CODE), desk.joined);
        }

        @Test
        void joins_with_what_is_typed() {
            screen.show(LabChoice.NONE);
            center();
            tap("pairing-hub");
            type("hub");
            tap("main");
            tap("pairing-code");
            type("A");
            tap("main");
            tap("main");

            assertEquals(List.of(new EnrolmentCode("https://hub", null, "A")), desk.joined);
        }

        @Test
        void may_try_the_same_code_again_when_the_hub_was_not_reached() throws Exception {
            screen.show(LabChoice.NONE);
            center();
            screen.offer(DoorScenes.scan(DoorScenes.CODE));
            center();
            screen.show(new EnrolResult.NotEnrolled(new HubFailure.Unreachable("no route")));
            center();

            assertTrue(problem().startsWith("The hub cannot be reached."), problem());
            assertTrue(screen.press("main", SOON));
            assertEquals(List.of(CODE, CODE), desk.joined);
        }

        @Test
        void needs_another_code_when_the_hub_refused_this_one() {
            screen.show(LabChoice.NONE);
            center();
            screen.offer(DoorScenes.scan(DoorScenes.CODE));
            center();
            screen.show(new EnrolResult.NotEnrolled(new HubFailure.NotFound("no such code")));
            center();

            assertTrue(problem().startsWith("The hub does not take this code"), problem());
            assertTrue(Toolkit.ask(() -> screen.scene().lookup("#main").isDisabled()));
        }

        @Test
        void shows_the_sign_in_screen_once_it_is_in() {
            screen.show(LabChoice.NONE);
            center();
            screen.show(BenchFixture.signedOut());
            screen.show(DoorScenes.TWO);
            assertInstanceOf(SignInView.class, signedOutAnew());
        }
    }

    /// As after the kiosk has opened a lab.
    private Node signedOutAnew() {
        try {
            screen.forget();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        screen.show(BenchFixture.signedOut());
        screen.show(DoorScenes.TWO);
        return center();
    }

    @Nested
    class A_station_of_two_labs {

        @Test
        void offers_them_while_nobody_is_signed_in() {
            assertInstanceOf(SignInView.class, signedOutAnew());
            tap("middle");

            assertInstanceOf(LabsView.class, center());
            tap("lab-lab-b");
            assertTrue(
                    desk.lookedUp.containsAll(List.of("labs", "lab lab-b")),
                    desk.lookedUp::toString);
        }

        @Test
        void leaves_the_choice_when_somebody_signs_in_meanwhile() {
            signedOutAnew();
            tap("middle");
            screen.show(BenchFixture.ready(null));

            assertFalse(center() instanceof LabsView);
        }

        @Test
        void asks_somebody_of_the_lab_before_a_code_held_up_leads_it_elsewhere() {
            asksForABadge();

            screen.showConfirmed(new SignInResult.Recognised(BenchFixture.JONAS, false));
            assertInstanceOf(PairingView.class, center());
            assertEquals(List.of(CODE), desk.joined);
            assertEquals(List.of(BenchFixture.JONAS.id()), desk.joinedBy);
        }

        @Test
        void takes_the_agreement_of_somebody_who_chooses_a_pin_of_his_own_first() {
            asksForABadge();
            screen.showConfirmed(new SignInResult.PinToBeChanged(BenchFixture.JONAS));
            for (int i = 0; i < 2; i++) {
                center();
                type("314159");
                tap("main");
            }
            assertEquals("confirm B-7 271828 → 314159 for move_station", desk.signIns.getLast());

            screen.showConfirmed(new SignInResult.Recognised(BenchFixture.JONAS, false));
            assertInstanceOf(PairingView.class, center());
            assertEquals(List.of(BenchFixture.JONAS.id()), desk.joinedBy);
        }

        @Test
        void stays_where_it_is_when_somebody_may_not_or_is_not_recognised() {
            asksForABadge();

            screen.showConfirmed(new SignInResult.NotAllowed("Anna Ek"));
            assertInstanceOf(BadgeView.class, center());
            assertEquals("Anna Ek does not have the right to do that here.", problem());
            screen.showConfirmed(new SignInResult.Wrong());
            assertInstanceOf(BadgeView.class, center());
            assertEquals(List.of(), desk.joined);
        }

        @Test
        void says_that_only_the_command_is_left_where_nobody_can_be_recognised() {
            asksForABadge();

            screen.showConfirmed(new SignInResult.HubNeeded(false));
            assertInstanceOf(PairingView.class, center());
            assertTrue(problem().startsWith("Nobody of this lab can be recognised"), problem());
            assertTrue(problem().contains("station enrol"), problem());
            assertEquals(List.of(), desk.joined);
        }

        @Test
        void asks_for_a_badge_for_what_is_typed_too() {
            signedOutAnew();
            screen.offer(DoorScenes.scan(DoorScenes.CODE));
            center();
            tap("back");
            assertInstanceOf(PairingView.class, center());
            tap("main");

            assertInstanceOf(BadgeView.class, center());
            assertEquals(List.of(), desk.joined);
        }

        /// Badge and PIN go to whoever recognises people, with what they are asked for.
        private void asksForABadge() {
            signedOutAnew();
            assertTrue(screen.offer(DoorScenes.scan(DoorScenes.CODE)));
            assertInstanceOf(BadgeView.class, center());
            assertEquals(
                    "Connect this station elsewhere?",
                    Toolkit.ask(() -> ((Label) screen.scene().lookup(".title")).getText()));
            assertEquals(List.of(), desk.joined);
            assertTrue(screen.offer(DoorScenes.scan("B=B-7")));
            center();
            type("271828");
            tap("main");
            assertEquals(List.of("confirm B-7 271828 for move_station"), desk.signIns);
        }

        /// It may lie before the camera still.
        @Test
        void minds_the_code_no_more_while_it_asks_for_a_badge() {
            signedOutAnew();
            screen.offer(DoorScenes.scan(DoorScenes.CODE));
            center();
            screen.offer(DoorScenes.scan(DoorScenes.CODE));

            assertInstanceOf(BadgeView.class, center());
            assertEquals("", problem());
            assertEquals(List.of(), desk.joined);
        }

        @Test
        void takes_none_while_somebody_works() {
            signedOutAnew();
            screen.show(BenchFixture.ready(null));
            center();

            assertFalse(screen.offer(DoorScenes.scan(DoorScenes.CODE)));
            assertEquals(List.of(), desk.joined);
        }

        @Test
        void shows_nothing_of_the_one_in_the_other() throws InterruptedException {
            signedOutAnew();
            screen.showPeople(BenchFixture.PEOPLE);
            center();
            assertTrue(showsPeople());

            screen.forget();

            assertFalse(showsPeople());
        }

        private boolean showsPeople() {
            return Toolkit.ask(() -> {
                screen.scene().getRoot().applyCss();
                return !screen.scene().getRoot().lookupAll(".person").isEmpty();
            });
        }
    }
}
