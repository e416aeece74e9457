package io.prepstation.kiosk.ui.sessions;

import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.SessionLine;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A list to tap in: each row is as high as a finger needs.
public final class SessionsView extends VBox {

    private final SessionsViewModel model;
    private final Words words;
    private final PagedRows list;
    private final Label none;

    public SessionsView(SessionsViewModel model, Panel panel, Words words) {
        this.model = model;
        this.words = words;
        list = new PagedRows(panel, panel.target(), panel.em(0.35));
        none = Labels.paragraph(words.text("home.recent.none"), "hint");
        VBox.setVgrow(list, Priority.ALWAYS);
        getStyleClass().add("page");
        getChildren().addAll(Labels.text(words.text("sessions.title"), "title"), none, list);
        model.rows().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(List<SessionRow> rows) {
        Labels.present(none, rows.isEmpty());
        list.show(rows.stream().map(this::row).toList());
    }

    private Node row(SessionRow row) {
        HBox line = SessionLine.whole(row, words);
        line.getStyleClass().add("tap-row");
        line.setOnMouseClicked(_ -> model.tapped(row));
        return line;
    }
}
