package io.prepstation.kiosk.ui.writing;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The text above, the keys below.
public final class WritingView extends VBox {

    private static final int COLUMNS = 10;

    private final WritingViewModel model;
    private final Panel panel;
    private final Words words;
    private final GridPane keys = new GridPane();

    public WritingView(WritingViewModel model, Panel panel, Words words) {
        this.model = model;
        this.panel = panel;
        this.words = words;
        getStyleClass().addAll("page", "writing");
        Label title = Labels.of("card-title");
        title.textProperty().bind(model.title());
        Label text = Labels.paragraph("", "writing-text");
        text.textProperty().bind(model.text());
        text.setMinHeight(panel.em(1.6));
        text.setMaxHeight(Double.MAX_VALUE);
        VBox.setVgrow(text, Priority.ALWAYS);
        keys.getStyleClass().add("text-keys");
        for (int column = 0; column < COLUMNS; column++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setPercentWidth(100.0 / COLUMNS);
            keys.getColumnConstraints().add(width);
        }
        keys.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(title, text, keys);
        model.keys().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(TextKeys now) {
        keys.getChildren().clear();
        for (int row = 0; row < now.rows().size(); row++) {
            List<String> characters = now.rows().get(row);
            for (int column = 0; column < characters.size(); column++) {
                String character = characters.get(column);
                keys.add(key(character, character, () -> model.press(character)), column, row);
            }
        }
        keys.add(key(model.others().label(), "signs", model::turn), COLUMNS - 1, 1);
        keys.add(key(words.text("writing.space"), "space", () -> model.press(" ")), 7, 2, 2, 1);
        TapButton delete = new TapButton("key", panel.target());
        delete.setId("key-delete");
        delete.show("", Icon.DELETE, true, model::delete);
        delete.setMaxWidth(Double.MAX_VALUE);
        keys.add(delete, COLUMNS - 1, 2);
    }

    private TapButton key(String text, String id, Runnable tap) {
        TapButton key = new TapButton("key", panel.target(), text, tap);
        key.setId("key-" + id);
        key.setMinWidth(0);
        key.setMaxWidth(Double.MAX_VALUE);
        return key;
    }
}
