package io.prepstation.kiosk.ui.choosing;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.part.Choices;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.TapButton;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Large buttons, three to a row; the arrow keys and Enter do the same.
public final class ChoosingView extends VBox {

    private static final int A_ROW = 3;

    private final ChoosingViewModel model;
    private final Panel panel;
    private final PagedRows rows;
    private int selected = -1;

    public ChoosingView(ChoosingViewModel model, Panel panel) {
        this.model = model;
        this.panel = panel;
        rows = new PagedRows(panel, panel.target(), panel.em(0.5));
        VBox.setVgrow(rows, Priority.ALWAYS);
        Label title = Labels.of("title");
        title.textProperty().bind(model.title());
        getStyleClass().add("page");
        getChildren().addAll(title, rows);
        model.choices().subscribe(this::offer);
        setFocusTraversable(true);
        setOnKeyPressed(this::pressed);
        sceneProperty().subscribe(_ -> requestFocus());
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void pressed(KeyEvent key) {
        switch (key.getCode()) {
            case LEFT -> move(-1);
            case RIGHT -> move(1);
            case UP -> move(-A_ROW);
            case DOWN -> move(A_ROW);
            case ENTER -> {
                if (selected >= 0) {
                    model.choices().get().get(selected).tap().run();
                }
            }
            default -> {
                // Other keys are a scanner's.
            }
        }
    }

    private void move(int by) {
        List<Choice> choices = model.choices().get();
        if (!choices.isEmpty()) {
            selected = Math.clamp((long) selected + by, 0, choices.size() - 1);
            show(choices);
            rows.reveal(selected / A_ROW);
        }
    }

    private void offer(List<Choice> choices) {
        selected = -1;
        show(choices);
    }

    private void show(List<Choice> choices) {
        List<Choices> lines = new ArrayList<>();
        for (int first = 0; first < choices.size(); first += A_ROW) {
            lines.add(line(choices.subList(first, Math.min(first + A_ROW, choices.size()))));
        }
        if (selected >= 0
                && lines.get(selected / A_ROW).getChildren().get(selected % A_ROW)
                        instanceof TapButton button) {
            Choice choice = choices.get(selected);
            button.show(choice.text(), Icon.NEXT, true, choice.tap());
        }
        rows.show(lines);
    }

    /// All buttons are equally wide, those of a last row that is not full too.
    private Choices line(List<Choice> choices) {
        Choices line = new Choices(panel);
        line.show(choices);
        for (int gap = choices.size(); gap < A_ROW; gap++) {
            Region nothing = new Region();
            HBox.setHgrow(nothing, Priority.ALWAYS);
            nothing.setMinWidth(panel.target());
            line.getChildren().add(nothing);
        }
        line.getChildren().forEach(child -> ((Region) child).setPrefWidth(panel.em(1)));
        return line;
    }
}
