package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.look.Theme;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;

/// The real screens in English, drawn nowhere, for tests of what tells them something.
public final class DrawnScreen {

    private final StationScreen screen;

    private DrawnScreen(StationScreen screen) {
        this.screen = screen;
    }

    /// Shows the home screen.
    public static DrawnScreen open() {
        StationScreen screen =
                Toolkit.ask(() ->
                        new StationScreen(
                                PicturesTest.setup(Panel.SEVEN_INCH, "en", Theme.LIGHT),
                                new DeskLog(BenchFixture.harmless()),
                                InstantSource.system(),
                                LabelScene::modules,
                                Toolkit.thread()));
        screen.show(BenchFixture.ready(null));
        return new DrawnScreen(screen);
    }

    public StationScreen screen() {
        return screen;
    }

    /// Presses a button by its id.
    public void tap(String id) {
        Toolkit.ask(() -> {
            layOut();
            ((Button) screen.scene().lookup("#" + id)).fire();
            return id;
        });
    }

    private void layOut() {
        screen.scene().getRoot().applyCss();
        screen.scene().getRoot().layout();
    }

    /// Whether this stands somewhere on the screen, as a whole text or as a part of one.
    public boolean says(String part) {
        return texts().stream().anyMatch(text -> text.contains(part));
    }

    /// All that stands on the screen.
    public List<String> texts() {
        return Toolkit.ask(() -> {
            layOut();
            return texts(screen.scene().getRoot()).toList();
        });
    }

    private static Stream<String> texts(Node node) {
        Stream<String> own =
                node instanceof Labeled labeled && labeled.getText() != null && node.isVisible()
                        ? Stream.of(labeled.getText())
                        : Stream.empty();
        Stream<String> below =
                node instanceof Parent parent
                        ? parent.getChildrenUnmodifiable().stream().flatMap(DrawnScreen::texts)
                        : Stream.empty();
        return Stream.concat(own, below);
    }
}
