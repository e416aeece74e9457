package io.prepstation.kiosk.ui.balance;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Glyph;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Card;
import io.prepstation.kiosk.ui.part.Choices;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.words.Words;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Ready or not on top; what is known of the balance on the left, its control chart on the right.
public final class BalanceView extends VBox {

    private static final double[] SHARES = {9.6, 14.9};

    private final BalanceViewModel model;
    private final Label verdict = Labels.paragraph("", "verdict");
    private final Glyph sign = Icon.ACCEPT.node();
    private final VBox facts = new VBox();
    private final Choices weights;
    private final ChartPane chart;
    private final Label upper = Labels.of("hint");
    private final Label lower = Labels.of("hint");
    private final Label days = Labels.of("hint");
    private final Label drift = Labels.paragraph("", "strong");
    private final VBox drawing;

    public BalanceView(BalanceViewModel model, Panel panel, Words words) {
        this.model = model;
        getStyleClass().add("page");
        weights = new Choices(panel);
        chart = new ChartPane(panel.em(0.6));
        verdict.setGraphic(sign);
        verdict.setMaxWidth(Double.MAX_VALUE);
        Card known = new Card(words.text("check.balance"), facts);
        known.setMinWidth(panel.em(24.5));
        known.setMaxWidth(panel.em(24.5));
        drawing = new VBox(upper, chart, below());
        VBox.setVgrow(chart, Priority.ALWAYS);
        VBox.setVgrow(drawing, Priority.ALWAYS);
        Card charted = new Card(words.text("check.chart"), weights, drawing, drift);
        HBox.setHgrow(charted, Priority.ALWAYS);
        HBox body = new HBox(known, charted);
        body.getStyleClass().add("side-by-side");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(verdict, body);
        model.content().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private HBox below() {
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        return new HBox(lower, between, days);
    }

    private void show(BalanceContent content) {
        verdict.setText(content.verdict());
        (content.ready() ? Icon.ACCEPT : Icon.WARNING).in(sign);
        verdict.getStyleClass().removeAll("ready", "not-ready");
        verdict.getStyleClass().add(content.ready() ? "ready" : "not-ready");
        facts.getChildren().setAll(content.facts().stream().map(BalanceView::row).toList());
        weights.show(content.weights());
        boolean drawn = !content.chart().dots().isEmpty();
        Labels.present(drawing, drawn);
        Labels.present(drift, !content.drift().isEmpty());
        chart.show(content.chart());
        upper.setText(content.chart().upper());
        lower.setText(content.chart().lower());
        days.setText(content.chart().days());
        drift.setText(content.drift());
    }

    private static Node row(Fact fact) {
        Label value = Columns.cell(fact.value(), "strong");
        switch (fact.mark()) {
            case PASSED -> value.setGraphic(Icon.ACCEPT.node("good"));
            case FAILED -> value.setGraphic(Icon.WARNING.node("over"));
            case NONE -> {}
        }
        Columns row = new Columns(SHARES, Columns.cell(fact.name(), "hint"), value);
        row.getStyleClass().add("table-row");
        return row;
    }
}
