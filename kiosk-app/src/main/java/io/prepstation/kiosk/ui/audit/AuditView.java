package io.prepstation.kiosk.ui.audit;

import io.prepstation.kiosk.ui.audit.AuditViewModel.Finding;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Choices;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Rows of events, the newest first; above them what is shown, and what verifying found.
public final class AuditView extends VBox {

    private static final double[] SHARES = {3.4, 10.8, 6, 25};

    private final AuditViewModel model;
    private final Label finding = Labels.paragraph("", "finding");
    private final PagedRows rows;

    public AuditView(AuditViewModel model, Panel panel, Words words) {
        this.model = model;
        Choices filters = new Choices(panel);
        rows = new PagedRows(panel, panel.em(3.1), 1);
        VBox.setVgrow(rows, Priority.ALWAYS);
        rows.getStyleClass().add("readout");
        getStyleClass().add("page");
        getChildren()
                .addAll(Labels.text(words.text("audit.title"), "title"), filters, finding, rows);
        model.filters().subscribe(filters::show);
        model.lines().subscribe(this::show);
        model.finding().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(List<AuditLine> lines) {
        rows.show(lines.stream().map(AuditView::row).toList());
    }

    private void show(Finding found) {
        Labels.present(finding, !found.text().isEmpty());
        finding.setText(found.text());
        finding.setGraphic(
                (found.good() ? Icon.ACCEPT : Icon.WARNING).node(found.good() ? "good" : "over"));
    }

    private static Node row(AuditLine line) {
        Columns row =
                new Columns(
                        SHARES,
                        Columns.cell(line.number(), "hint"),
                        Columns.cell(line.at(), "event"),
                        Columns.cell(line.by(), "strong"),
                        Columns.name(line.what()));
        row.getStyleClass().add("table-row");
        return row;
    }
}
