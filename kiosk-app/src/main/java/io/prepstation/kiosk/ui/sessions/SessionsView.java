package io.prepstation.kiosk.ui.sessions;

import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.SessionLine;
import io.prepstation.kiosk.ui.sessions.SessionsViewModel.Found;
import io.prepstation.kiosk.ui.words.Words;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A list to tap in, each row as high as a finger needs; the title says what is looked for.
public final class SessionsView extends VBox {

    private final SessionsViewModel model;
    private final Words words;
    private final PagedRows list;
    private final Label title = Labels.of("title");
    private final Label none = Labels.paragraph("", "hint");

    public SessionsView(SessionsViewModel model, Panel panel, Words words) {
        this.model = model;
        this.words = words;
        list = new PagedRows(panel, panel.target(), panel.em(0.35));
        VBox.setVgrow(list, Priority.ALWAYS);
        getStyleClass().add("page");
        getChildren().addAll(title, none, list);
        title.textProperty().bind(model.title());
        model.found().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(Found found) {
        Labels.present(none, found.rows().isEmpty());
        none.setText(words.text(found.narrowed() ? "sessions.none" : "home.recent.none"));
        list.show(
                found.rows().stream().map(this::row).toList(),
                found.more() ? model::showMore : null);
    }

    private Node row(SessionRow row) {
        HBox line = SessionLine.whole(row, words);
        line.getStyleClass().add("tap-row");
        line.setOnMouseClicked(_ -> model.tapped(row));
        return line;
    }
}
