package io.prepstation.kiosk.ui.checking;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Glyph;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Card;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.FirstRows;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.words.Words;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What to do and the balance's number on the left, what was taken over on the right.
public final class CheckingView extends VBox {

    private static final double[] SHARES = {8, 9, 8};

    private final CheckingViewModel model;
    private final Label place = Labels.text("", "title");
    private final Label instruction = Labels.paragraph("", "verdict");
    private final Glyph sign = Icon.NEXT.node();
    private final Label displayed = Labels.of("check-number");
    private final Label state = Labels.paragraph("", "lead");
    private final Card number;
    private final FirstRows taken;

    public CheckingView(CheckingViewModel model, Panel panel, Words words) {
        this.model = model;
        getStyleClass().add("page");
        instruction.setGraphic(sign);
        instruction.setMaxWidth(Double.MAX_VALUE);
        VBox shown = new VBox(displayed, state);
        shown.setAlignment(Pos.CENTER);
        VBox.setVgrow(shown, Priority.ALWAYS);
        number = new Card(words.text("check.display"), shown);
        HBox.setHgrow(number, Priority.ALWAYS);
        taken = new FirstRows(0);
        VBox.setVgrow(taken, Priority.ALWAYS);
        Card done = new Card(words.text("check.taken"), taken);
        done.setMinWidth(panel.em(21));
        done.setMaxWidth(panel.em(21));
        HBox body = new HBox(number, done);
        body.getStyleClass().add("side-by-side");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(place, instruction, body);
        model.content().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(@Nullable CheckingContent content) {
        if (content == null) {
            return;
        }
        place.setText(content.place());
        instruction.setText(content.instruction());
        (content.alarming() ? Icon.WARNING : Icon.NEXT).in(sign);
        instruction.getStyleClass().removeAll("not-ready", "to-do");
        instruction.getStyleClass().add(content.alarming() ? "not-ready" : "to-do");
        displayed.setText(content.displayed());
        state.setText(content.state());
        number.getStyleClass().remove("alarming");
        if (content.alarming()) {
            number.getStyleClass().add("alarming");
        }
        taken.show(content.taken().stream().map(CheckingView::row).toList());
    }

    private static Node row(Taken one) {
        Label off = Columns.number(one.off(), "hint");
        if (!one.inside()) {
            off.setGraphic(Icon.WARNING.node("over"));
        }
        Columns row =
                new Columns(
                        SHARES,
                        Columns.cell(one.weight()),
                        Columns.number(one.net(), "strong"),
                        off);
        row.getStyleClass().add("table-row");
        return row;
    }
}
