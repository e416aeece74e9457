package io.prepstation.kiosk.ui.panel;

import io.prepstation.kiosk.ui.panel.BenchToy.Deed;
import io.prepstation.kiosk.ui.panel.BenchToy.Group;
import io.prepstation.kiosk.ui.panel.BenchToy.TextAction;
import io.prepstation.kiosk.ui.panel.BenchToy.ToyFailed;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Buttons in groups, a field to scan a code and one to pour a mass; below them what went wrong last.
public final class PanelView extends VBox {

    private static final double GAP = 8;
    private static final double WIDTH = 420;

    private final Label trouble = new Label();
    private final Consumer<Runnable> onScreen;

    /// @param onScreen runs something on the JavaFX thread
    public PanelView(BenchToy toy, Consumer<Runnable> onScreen) {
        this.onScreen = onScreen;
        setSpacing(GAP);
        setPadding(new Insets(2 * GAP));
        setPrefWidth(WIDTH);
        toy.groups().forEach(group -> getChildren().add(group(group)));
        getChildren().add(field("Scan this code", "F=PRM00936", toy.scan()));
        getChildren().add(field("Pour so many grams", "10.0", toy.pour()));
        trouble.setWrapText(true);
        getChildren().add(trouble);
    }

    private VBox group(Group group) {
        FlowPane buttons = new FlowPane(GAP, GAP);
        for (BenchToy.Button offered : group.buttons()) {
            Button button = new Button(offered.text());
            button.setOnAction(_ -> run(offered.deed()));
            buttons.getChildren().add(button);
        }
        return new VBox(GAP / 2, new Label(group.title()), buttons);
    }

    private VBox field(String title, String example, TextAction action) {
        TextField text = new TextField(example);
        Button go = new Button("Go");
        go.setOnAction(_ -> run(() -> action.run(text.getText())));
        text.setOnAction(_ -> go.fire());
        return new VBox(GAP / 2, new Label(title), new HBox(GAP, text, go));
    }

    private void run(Deed deed) {
        Thread.startVirtualThread(() -> show(outcome(deed)));
    }

    private static String outcome(Deed deed) {
        try {
            deed.run();
            return "";
        } catch (ToyFailed e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private void show(String outcome) {
        onScreen.accept(() -> trouble.setText(outcome));
    }
}
