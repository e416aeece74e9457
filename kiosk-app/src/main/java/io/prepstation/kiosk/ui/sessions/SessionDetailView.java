package io.prepstation.kiosk.ui.sessions;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Card;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.RecordTable;
import io.prepstation.kiosk.ui.words.Words;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The record's table, and below it what happened besides.
public final class SessionDetailView extends VBox {

    private final SessionDetailViewModel model;
    private final Label title = Labels.of("title");
    private final Label status = Labels.of("hint");
    private final RecordTable table;
    private final PagedRows events;

    public SessionDetailView(SessionDetailViewModel model, Panel panel, Words words) {
        this.model = model;
        table = new RecordTable(panel, words);
        events = new PagedRows(panel, panel.em(1.3), 0);
        Card history = new Card(words.text("sessions.history"), events);
        VBox.setVgrow(events, Priority.ALWAYS);
        VBox.setVgrow(table, Priority.ALWAYS);
        history.setMinHeight(USE_PREF_SIZE);
        history.setMaxHeight(panel.em(7.7));
        getStyleClass().add("page");
        getChildren().addAll(title, status, table, history);
        model.content().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(@Nullable DetailContent content) {
        if (content == null) {
            return;
        }
        title.setText(content.title());
        status.setText(content.status());
        table.show(content.lines());
        events.show(content.events().stream().map(event -> Labels.text(event, "event")).toList());
    }
}
