package io.prepstation.kiosk.ui.part;

import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.look.Pictogram;
import io.prepstation.model.material.Hazards;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The GHS label of an ingredient in one row: pictograms, signal word, every statement (WEI-14).
public final class HazardLabel extends HBox {

    private final Panel panel;

    public HazardLabel(Panel panel) {
        this.panel = panel;
        getStyleClass().add("hazards");
        setAlignment(Pos.CENTER_LEFT);
    }

    public void show(Hazards hazards) {
        getChildren().clear();
        Labels.present(this, !hazards.isEmpty());
        hazards.pictograms().forEach(code -> getChildren().add(Pictogram.of(code, panel.em(2.7))));
        if (!hazards.signalWord().isEmpty()) {
            Label word = Labels.text(hazards.signalWord(), "signal-word");
            word.setMinWidth(USE_PREF_SIZE);
            getChildren().add(word);
        }
        Label statements = Labels.paragraph(String.join(" · ", hazards.statements()), "statements");
        HBox.setHgrow(statements, Priority.ALWAYS);
        getChildren().add(statements);
    }
}
