package io.prepstation.kiosk.ui.sync;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// State and last contact above, what waits below.
public final class SyncView extends VBox {

    private static final double[] SHARES = {10, 10.5, 9, 16};

    private final SyncViewModel model;
    private final PagedRows rows;
    private final Label none;

    public SyncView(SyncViewModel model, Panel panel, Words words) {
        this.model = model;
        Label state = Labels.text("", "strong");
        state.textProperty().bind(model.state());
        HBox top = new HBox(panel.em(1.5), Labels.text(words.text("queue.title"), "title"), state);
        top.setAlignment(Pos.BASELINE_LEFT);
        Label sentence = Labels.paragraph("");
        sentence.textProperty().bind(model.sentence());
        Label overdue = Labels.paragraph("");
        overdue.setGraphic(Icon.WARNING.node());
        overdue.textProperty().bind(model.overdue());
        model.overdue()
                .subscribe(text -> {
                    Labels.present(overdue, !text.isEmpty());
                    Labels.present(sentence, text.isEmpty());
                });
        Label contact = Labels.text("", "hint");
        contact.textProperty().bind(model.contact());
        Label tally = Labels.text("", "hint");
        tally.textProperty().bind(model.tally());
        Label network = Labels.text("", "hint");
        network.textProperty().bind(model.network());
        model.network().subscribe(text -> Labels.present(network, !text.isEmpty()));
        Label lastSync = Labels.text("", "hint");
        lastSync.textProperty().bind(model.lastSync());
        lastSync.graphicProperty().bind(model.lastSyncFailed().map(SyncView::warning));
        model.lastSync().subscribe(text -> Labels.present(lastSync, !text.isEmpty()));
        FlowPane hints = new FlowPane(panel.em(1.5), 0, contact, network, lastSync, tally);
        Label day = Labels.paragraph("");
        day.textProperty().bind(model.day());
        day.graphicProperty().bind(model.dayOpen().map(SyncView::warning));
        model.day().subscribe(text -> Labels.present(day, !text.isEmpty()));
        Label clock = Labels.paragraph("");
        clock.setGraphic(Icon.WARNING.node());
        clock.textProperty().bind(model.clockWrong());
        model.clockWrong().subscribe(text -> Labels.present(clock, !text.isEmpty()));
        Label comparison = Labels.paragraph("");
        comparison.textProperty().bind(model.comparison());
        comparison.graphicProperty().bind(model.differing().map(SyncView::warning));
        model.comparison().subscribe(text -> Labels.present(comparison, !text.isEmpty()));
        none = Labels.paragraph(words.text("queue.none"), "hint");
        rows = new PagedRows(panel, panel.target(), panel.em(0.2));
        VBox.setVgrow(rows, Priority.ALWAYS);
        getStyleClass().add("page");
        getChildren().addAll(top, sentence, overdue, hints, day, clock, comparison, none, rows);
        model.lines().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private static @Nullable Node warning(boolean differing) {
        return differing ? Icon.WARNING.node() : null;
    }

    private void show(List<QueueLine> lines) {
        Labels.present(none, lines.isEmpty());
        rows.show(lines.stream().map(SyncView::row).toList());
    }

    private static Node row(QueueLine line) {
        Label state = Columns.cell(line.state());
        state.setGraphic(icon(line.mark()).node());
        Columns row =
                new Columns(
                        SHARES,
                        Columns.name(line.what(), "strong"),
                        Columns.cell(line.since(), "hint"),
                        state,
                        Columns.name(line.error()));
        row.getStyleClass().add("tap-row");
        row.setOnMouseClicked(_ -> line.open().run());
        return row;
    }

    private static Icon icon(QueueLine.Mark mark) {
        return switch (mark) {
            case WAITS -> Icon.WAITING;
            case NEEDS_A_PERSON -> Icon.WARNING;
            case DONE -> Icon.ACCEPT;
        };
    }
}
