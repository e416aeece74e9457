package io.prepstation.kiosk.ui.interrupted;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.Card;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.words.Words;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The checks on the left, expected and found on the right.
public final class InterruptedView extends VBox {

    private final InterruptedViewModel model;
    private final Label session = Labels.paragraph("", "hint");
    private final VBox checks = new VBox();
    private final Label wanted = Labels.text("", "card-title");
    private final Label expected = Labels.of("gross");
    private final Label found = Labels.of("gross");
    private final Card foundCard;
    private final Label notice = Labels.paragraph("", "problem-line");

    public InterruptedView(InterruptedViewModel model, Words words) {
        this.model = model;
        foundCard = new Card(words.text("interrupted.found"), found);
        getStyleClass().add("page");
        checks.getStyleClass().add("checks");
        checks.setAlignment(Pos.CENTER_LEFT);
        VBox masses = new VBox(new Card("", wanted, expected), foundCard);
        masses.getStyleClass().add("side");
        masses.setMinWidth(Region.USE_PREF_SIZE);
        masses.setAlignment(Pos.CENTER);
        HBox.setHgrow(checks, Priority.ALWAYS);
        HBox body = new HBox(checks, masses);
        body.getStyleClass().add("interrupted");
        VBox.setVgrow(body, Priority.ALWAYS);
        notice.setGraphic(Icon.WARNING.node());
        notice.setMaxWidth(Double.MAX_VALUE);
        getChildren()
                .addAll(
                        Labels.text(words.text("interrupted.title"), "title"),
                        session,
                        body,
                        notice);
        model.content().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(@Nullable InterruptedContent content) {
        if (content == null) {
            return;
        }
        session.setText(content.session());
        checks.getChildren().setAll(content.checks().stream().map(InterruptedView::row).toList());
        wanted.setText(content.wanted());
        expected.setText(content.expected());
        found.setText(content.found());
        foundCard.getStyleClass().remove("alarming");
        if (content.alarming()) {
            foundCard.getStyleClass().add("alarming");
        }
        notice.setText(content.notice());
        Labels.present(notice, !content.notice().isEmpty());
    }

    private static Node row(Check check) {
        Label row = Labels.paragraph(check.text(), "check");
        Icon icon =
                switch (check.progress()) {
                    case DONE -> Icon.ACCEPT;
                    case CURRENT -> Icon.NEXT;
                    case OPEN -> Icon.WAITING;
                };
        row.setGraphic(icon.node());
        Labels.only(row, check.progress());
        return row;
    }
}
