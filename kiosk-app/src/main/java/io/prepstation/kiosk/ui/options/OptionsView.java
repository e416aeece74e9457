package io.prepstation.kiosk.ui.options;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.words.Words;
import javafx.geometry.Pos;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One large button for each thing that can be done.
public final class OptionsView extends VBox {

    private final OptionsViewModel model;
    private final Panel panel;
    private final PagedRows rows;

    public OptionsView(OptionsViewModel model, Panel panel, Words words) {
        this.model = model;
        this.panel = panel;
        getStyleClass().add("page");
        rows = new PagedRows(panel, panel.target() * 1.2, panel.em(0.5));
        VBox.setVgrow(rows, Priority.ALWAYS);
        getChildren().addAll(Labels.text(words.text("options.title"), "title"), rows);
        model.options()
                .subscribe(options -> rows.show(options.stream().map(this::button).toList()));
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private TapButton button(StepOption option) {
        VBox face =
                new VBox(
                        Labels.text(option.title(), "person-name"),
                        Labels.paragraph(option.consequence(), "way-result"));
        face.setAlignment(Pos.CENTER_LEFT);
        TapButton button = new TapButton("choice", panel.target(), "", option.tap());
        button.getStyleClass().add("way");
        button.setId("option-" + option.id());
        button.setGraphic(face);
        button.setMaxWidth(Double.MAX_VALUE);
        face.prefWidthProperty().bind(button.widthProperty().subtract(panel.em(3)));
        return button;
    }
}
