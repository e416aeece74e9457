package io.prepstation.kiosk.ui.sessions;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Card;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.RecordTable;
import io.prepstation.kiosk.ui.words.Words;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The record's table, and below it what happened besides; or how the weights came to be.
public final class SessionDetailView extends VBox {

    private static final double[] SHARES = {24, 22, 4};

    private final SessionDetailViewModel model;
    private final Label title = Labels.of("title");
    private final Label status = Labels.of("hint");
    private final RecordTable table;
    private final PagedRows events;
    private final PagedRows pours;
    private final Card curves;

    public SessionDetailView(SessionDetailViewModel model, Panel panel, Words words) {
        this.model = model;
        table = new RecordTable(panel, words);
        events = new PagedRows(panel, panel.em(1.3), 0);
        Card history = new Card(words.text("sessions.history"), events);
        VBox.setVgrow(events, Priority.ALWAYS);
        VBox.setVgrow(table, Priority.ALWAYS);
        pours = new PagedRows(panel, panel.em(3.2), 0);
        curves = new Card(words.text("sessions.pours"), pours);
        VBox.setVgrow(pours, Priority.ALWAYS);
        VBox.setVgrow(curves, Priority.ALWAYS);
        history.setMinHeight(USE_PREF_SIZE);
        history.setMaxHeight(panel.em(7.7));
        getStyleClass().add("page");
        getChildren().addAll(title, status, table, history, curves);
        model.content().subscribe(this::show);
        model.curves()
                .subscribe(shown -> {
                    Labels.present(table, !shown);
                    Labels.present(history, !shown);
                    Labels.present(curves, shown);
                });
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
        pours.show(content.pours().stream().map(SessionDetailView::pour).toList());
    }

    private static Node pour(PourLine line) {
        Columns row =
                new Columns(
                        SHARES,
                        Columns.name(line.step()),
                        new PourCurve(line),
                        Columns.number(line.took(), "hint"));
        row.getStyleClass().add("pour-row");
        return row;
    }
}
