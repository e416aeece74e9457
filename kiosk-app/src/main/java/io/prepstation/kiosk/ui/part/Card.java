package io.prepstation.kiosk.ui.part;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// A raised area with a small title.
public final class Card extends VBox {

    public Card(String title, Node... content) {
        getStyleClass().add("card");
        if (!title.isEmpty()) {
            getChildren().add(Labels.text(title, "card-title"));
        }
        getChildren().addAll(content);
    }
}
