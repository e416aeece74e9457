package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.choosing.ChoosingView;
import io.prepstation.kiosk.ui.desk.Shelf.Kind;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.kiosk.ui.home.HomeView;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.look.Theme;
import io.prepstation.kiosk.ui.material.MaterialView;
import io.prepstation.kiosk.ui.materials.MaterialsView;
import io.prepstation.kiosk.ui.rejecting.RejectingView;
import io.prepstation.kiosk.ui.sessions.SessionsView;
import io.prepstation.kiosk.ui.weighing.WeighingView;
import io.prepstation.kiosk.ui.writing.WritingView;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.formula.ScannedCode.StartFormula;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The window as a whole, on the JavaFX thread.
class ScreensTest {

    private final BenchFixture bench = BenchFixture.harmless();
    private final DeskLog desk = new DeskLog(bench);
    private final StationScreen screen =
            Toolkit.ask(() ->
                    new StationScreen(
                            PicturesTest.setup(Panel.SEVEN_INCH, "en", Theme.LIGHT),
                            desk,
                            InstantSource.fixed(BenchFixture.NOW),
                            LabelScene::modules,
                            Toolkit.thread()));

    private Node shown(Situation situation) {
        screen.show(situation);
        return center();
    }

    private Node center() {
        return Toolkit.ask(() -> {
            screen.scene().getRoot().applyCss();
            screen.scene().getRoot().layout();
            return ((BorderPane) screen.scene().getRoot()).getCenter();
        });
    }

    private static KeyEvent key(
            javafx.event.EventType<KeyEvent> type, KeyCode code, String character) {
        return new KeyEvent(type, character, character, code, false, false, false, false);
    }

    private void tap(String id) throws InterruptedException {
        assertTrue(screen.press(id, Duration.ofSeconds(2)));
    }

    @Nested
    class Going_aside {

        @Test
        void sessions_stand_over_home_until_a_formula_is_scanned() throws InterruptedException {
            assertInstanceOf(HomeView.class, shown(BenchFixture.ready(null)));
            tap("middle");
            assertInstanceOf(SessionsView.class, center());

            assertInstanceOf(WeighingView.class, shown(bench.awaiting(1, null)));
            assertInstanceOf(HomeView.class, shown(BenchFixture.ready(null)));
        }

        @Test
        void what_the_lab_keeps_is_not_gone_through_while_somebody_weighs()
                throws InterruptedException {
            shown(BenchFixture.ready(null));
            tap("extra");
            screen.show(MaterialScenes.SHELF);
            shown(bench.awaiting(1, null));
            screen.show(MaterialScenes.many(20));
            shown(BenchFixture.ready(null));
            tap("extra");

            assertInstanceOf(MaterialsView.class, center());
            assertEquals(
                    MaterialScenes.SHELF.all(Kind.LOTS).size(),
                    Toolkit.ask(() -> screen.scene().getRoot().lookupAll(".tap-row").size()));
        }

        /// What somebody typed is nobody else's to see or to use.
        @Test
        @Tag("STO-9")
        void what_is_being_typed_is_gone_with_who_typed_it() throws InterruptedException {
            shown(BenchFixture.ready(null));
            tap("middle");
            tap("middle");
            Toolkit.ask(() -> {
                screen.scene().getRoot().applyCss();
                List<Node> choices = List.copyOf(screen.scene().getRoot().lookupAll(".tap.choice"));
                ((Button) choices.getFirst()).fire();
                return "";
            });
            assertInstanceOf(WritingView.class, center());
            tap("key-M");

            assertFalse(shown(BenchFixture.signedOut()) instanceof WritingView);
            assertInstanceOf(HomeView.class, shown(BenchFixture.ready(null)));
            assertEquals(List.of(), desk.questions);
        }

        @Test
        void an_arrow_key_makes_only_the_rows_anew_that_it_changes() throws InterruptedException {
            shown(BenchFixture.ready(null));
            tap("extra");
            screen.show(MaterialScenes.many(20));
            center();
            arrow();
            List<Node> before = rows();
            arrow();
            List<Node> after = rows();

            assertEquals(20, after.size());
            assertEquals(18, after.stream().filter(before::contains).count());
        }

        private void arrow() {
            Toolkit.ask(() -> {
                Node list = ((BorderPane) screen.scene().getRoot()).getCenter();
                Event.fireEvent(list, key(KeyEvent.KEY_PRESSED, KeyCode.DOWN, ""));
                return "";
            });
            center();
        }

        private List<Node> rows() {
            return Toolkit.ask(() -> List.copyOf(screen.scene().getRoot().lookupAll(".tap-row")));
        }

        @Test
        void a_balance_that_stays_away_does_not_keep_its_session() throws InterruptedException {
            shown(bench.fault());
            tap("middle");
            assertInstanceOf(RejectingView.class, center());

            shown(bench.fault());
            assertInstanceOf(RejectingView.class, center());
            assertInstanceOf(WeighingView.class, shown(bench.dispensing(3, "4.0000")));
        }
    }

    @Nested
    @Tag("SES-6")
    class While_a_session_is_created {

        @Test
        void the_screen_before_stays_with_a_line_that_says_so() {
            shown(BenchFixture.ready(null));

            assertInstanceOf(HomeView.class, shown(BenchFixture.starting()));
            assertEquals(
                    "Opening PRM00936 …",
                    Toolkit.ask(() -> ((Label) screen.scene().lookup(".strip")).getText()));
        }
    }

    @Nested
    class Scanned_by_keys {

        @Test
        void a_burst_is_one_scan_and_its_enter_presses_nothing() {
            List<String> pressed = new ArrayList<>();
            shown(BenchFixture.ready(null));

            Toolkit.ask(() -> {
                Button main = Gallery.button(screen, "main");
                main.setOnAction(_ -> pressed.add("main"));
                main.requestFocus();
                "F=PRM00936".chars().forEach(key -> typed(main, String.valueOf((char) key)));
                main.fireEvent(key(KeyEvent.KEY_PRESSED, KeyCode.ENTER, "\r"));
                main.fireEvent(key(KeyEvent.KEY_RELEASED, KeyCode.ENTER, "\r"));
                main.fireEvent(key(KeyEvent.KEY_PRESSED, KeyCode.SPACE, " "));
                main.fireEvent(key(KeyEvent.KEY_RELEASED, KeyCode.SPACE, " "));
                return 0;
            });

            assertEquals(List.of(), pressed);
            assertEquals(
                    List.of(
                            new BenchEvent.CodeScanned(
                                    new StartFormula("PRM00936", true), "F=PRM00936")),
                    desk.posted);
        }

        private void typed(Node target, String character) {
            target.fireEvent(key(KeyEvent.KEY_TYPED, KeyCode.UNDEFINED, character));
        }
    }

    @Nested
    @Tag("SYN-9")
    class Worked_by_a_keyboard {

        private void press(KeyCode key) {
            Toolkit.ask(() -> {
                Node focus = screen.scene().getFocusOwner();
                Event.fireEvent(
                        focus == null ? screen.scene() : focus,
                        new KeyEvent(
                                KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
                return 0;
            });
        }

        @Test
        void a_list_is_walked_through_and_opened() throws InterruptedException {
            shown(BenchFixture.ready(null));
            tap("extra");
            screen.show(MaterialScenes.SHELF);
            assertInstanceOf(MaterialsView.class, center());
            press(KeyCode.DOWN);
            press(KeyCode.DOWN);
            press(KeyCode.ENTER);

            assertInstanceOf(MaterialView.class, center());
            press(KeyCode.RIGHT);
            press(KeyCode.DOWN);
            press(KeyCode.ENTER);
            assertInstanceOf(ChoosingView.class, center());
            press(KeyCode.RIGHT);
            press(KeyCode.RIGHT);
            press(KeyCode.ENTER);
            assertInstanceOf(MaterialView.class, center());
            tap("main");
            assertEquals(1, desk.made.size());
        }

        @Test
        void an_enter_after_a_scan_is_nobodys_until_an_arrow_key_or_a_touch()
                throws InterruptedException {
            shown(BenchFixture.ready(null));
            tap("extra");
            screen.show(MaterialScenes.SHELF);
            press(KeyCode.DOWN);
            Toolkit.ask(() -> {
                Event.fireEvent(
                        screen.scene().getRoot(),
                        new KeyEvent(
                                KeyEvent.KEY_TYPED,
                                "7",
                                "",
                                KeyCode.UNDEFINED,
                                false,
                                false,
                                false,
                                false));
                return 0;
            });
            press(KeyCode.ENTER);
            press(KeyCode.ENTER);
            assertInstanceOf(MaterialsView.class, center());

            press(KeyCode.UP);
            press(KeyCode.ENTER);
            assertInstanceOf(MaterialView.class, center());
        }

        @Test
        void the_page_is_turned_with_what_is_selected() throws InterruptedException {
            shown(BenchFixture.ready(null));
            tap("extra");
            screen.show(MaterialScenes.many(20));
            for (int down = 0; down < 13; down++) {
                press(KeyCode.DOWN);
            }

            assertTrue(
                    Toolkit.ask(() -> {
                        screen.scene().getRoot().applyCss();
                        screen.scene().getRoot().layout();
                        return screen.scene().getRoot().lookupAll(".tap-row").stream()
                                .filter(Node::isVisible)
                                .flatMap(row -> row.lookupAll(".label").stream())
                                .anyMatch(label ->
                                        label instanceof Label named
                                                && named.getText().equals("L-0012"));
                    }));
        }
    }

    @Nested
    class Given_more_news_than_it_can_draw {

        @Test
        void the_newest_of_a_kind_is_shown_and_the_rest_is_not() {
            List<Situation> drawn = new ArrayList<>();
            screen.onShown(drawn::add);
            Toolkit.ask(() -> {
                for (int i = 0; i < 100; i++) {
                    screen.show(bench.dispensing(3, "4." + (1000 + i)));
                }
                return 0;
            });
            screen.show(new SyncIndicator.Waiting(2, BenchFixture.NOW));
            Toolkit.ask(() -> 0);

            assertEquals(bench.dispensing(3, "4.1099"), drawn.getLast());
            assertTrue(drawn.size() < 5, drawn.size() + " drawn");
        }

        @Test
        void what_is_shown_comes_in_the_order_in_which_it_was_given() {
            List<Class<?>> kinds =
                    List.of(
                            String.class,
                            Integer.class,
                            Long.class,
                            Double.class,
                            List.class,
                            Node.class,
                            Label.class,
                            Button.class,
                            Event.class,
                            Duration.class);
            List<Class<?>> given = new ArrayList<>(kinds);
            given.addAll(kinds.reversed());
            List<Class<?>> drawn = new ArrayList<>();

            Toolkit.ask(() -> {
                for (Class<?> kind : given) {
                    Toolkit.thread().show(kind, () -> drawn.add(kind));
                }
                return 0;
            });
            Toolkit.ask(() -> 0);

            assertEquals(kinds.reversed(), drawn);
        }

        @Test
        void what_cannot_be_shown_keeps_nothing_else_from_the_screen() {
            List<String> drawn = new ArrayList<>();
            Toolkit.ask(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
                Toolkit.thread()
                        .show(
                                String.class,
                                () -> {
                                    throw new IllegalStateException(
                                            "a screen that cannot be drawn");
                                });
                Toolkit.thread().show(Integer.class, () -> drawn.add("waiting"));
                return 0;
            });
            Toolkit.ask(() -> {
                Thread.currentThread().setUncaughtExceptionHandler(null);
                Toolkit.thread().show(Long.class, () -> drawn.add("next"));
                return 0;
            });
            Toolkit.ask(() -> 0);

            assertEquals(List.of("waiting", "next"), drawn);
        }
    }

    @Nested
    class Signing {

        @Test
        void is_offered_once_the_commit_is_not_under_way() {
            shown(bench.completing());
            assertTrue(Toolkit.ask(() -> Gallery.button(screen, "main").isDisabled()));

            shown(bench.awaitingSignature(null));
            assertFalse(Toolkit.ask(() -> Gallery.button(screen, "main").isDisabled()));
        }
    }

    @Nested
    @Tag("SYN-18")
    class Completed {

        @Test
        void says_at_the_hub_only_with_the_receipt() {
            screen.showSessions(BenchFixture.sessions(false));
            shown(bench.completed());
            assertEquals("Saved on this station. Waiting for the hub.", hub());

            screen.showSessions(BenchFixture.sessions(true));
            assertEquals("At the hub: its receipt is stored here.", hub());
        }

        private String hub() {
            return Toolkit.ask(() -> ((Label) center0().lookup(".hub-state")).getText());
        }

        private Node center0() {
            return ((BorderPane) screen.scene().getRoot()).getCenter();
        }
    }
}
