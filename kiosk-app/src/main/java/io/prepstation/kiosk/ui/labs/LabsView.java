package io.prepstation.kiosk.ui.labs;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A large button for each lab; the present one carries a tick and a frame.
public final class LabsView extends VBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final LabsViewModel model;
    private final Panel panel;
    private final PagedRows rows;
    private final Label problem = Labels.paragraph("", "sign-in-problem");

    public LabsView(LabsViewModel model, Panel panel, Words words) {
        this.model = model;
        this.panel = panel;
        rows = new PagedRows(panel, panel.target(), panel.em(0.7));
        VBox.setVgrow(rows, Priority.ALWAYS);
        getStyleClass().add("page");
        getChildren()
                .addAll(
                        Labels.text(words.text("labs.title"), "title"),
                        Labels.paragraph(words.text("labs.hint"), "hint"),
                        problem,
                        rows);
        model.problem().subscribe(this::say);
        model.lines().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(List<LabLine> lines) {
        rows.show(lines.stream().map(this::button).toList());
    }

    private TapButton button(LabLine line) {
        VBox text =
                new VBox(
                        Labels.text(line.name(), "person-name"),
                        Labels.text(line.detail(), "person-role"));
        text.setAlignment(Pos.CENTER_LEFT);
        HBox face = new HBox(panel.em(0.8), text);
        face.setAlignment(Pos.CENTER_LEFT);
        if (line.chosen()) {
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            face.getChildren().addAll(space, Icon.ACCEPT.node("good"));
        }
        TapButton button = new TapButton("choice", panel.target(), "", line.tap());
        face.prefWidthProperty().bind(button.widthProperty().subtract(panel.em(2.4)));
        button.setId(line.id());
        button.setGraphic(face);
        button.setAccessibleText(line.name());
        button.pseudoClassStateChanged(CHOSEN, line.chosen());
        return button;
    }

    private void say(String why) {
        problem.setText(why);
        Labels.present(problem, !why.isEmpty());
    }
}
