package io.prepstation.kiosk.ui.approving;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.photo.PhotoPane;
import io.prepstation.kiosk.ui.photo.PhotoViewModel;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.Reason;
import io.prepstation.model.people.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// People on the left, reasons on the right.
public final class ApprovingView extends VBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Consent model;
    private final Panel panel;
    private final PagedRows people;
    private final List<TapButton> names = new ArrayList<>();
    private final List<TapButton> reasons = new ArrayList<>();

    /// @param photos what may be photographed; null where nothing is
    public ApprovingView(Consent model, @Nullable PhotoViewModel photos, Panel panel, Words words) {
        this.model = model;
        this.panel = panel;
        getStyleClass().add("page");
        Label question = Labels.paragraph("", "lead");
        question.textProperty().bind(model.question());
        people = new PagedRows(panel, panel.target(), panel.em(0.5));
        PagedRows why = new PagedRows(panel, panel.target(), panel.em(0.5));
        VBox reasonSide = side(words.text("approving.why"), why);
        model.reasoned().subscribe(reasoned -> Labels.present(reasonSide, reasoned));
        HBox sides = new HBox(reasonSide);
        if (model.byName()) {
            sides.getChildren().addFirst(side(words.text("approving.who"), people));
        }
        if (photos != null) {
            sides.getChildren().add(PhotoPane.column(photos, panel, words));
        }
        sides.getStyleClass().add("side-by-side");
        VBox.setVgrow(sides, Priority.ALWAYS);
        Label title = Labels.of("title");
        title.textProperty().bind(model.title());
        Label written = Labels.paragraph("", "lead");
        model.written()
                .subscribe(text -> {
                    written.setText(text);
                    Labels.present(written, !text.isEmpty());
                });
        Label hint = Labels.paragraph("", "hint");
        model.reasoned()
                .subscribe(reasoned ->
                        hint.setText(
                                words.text(
                                        model.byName()
                                                ? "sign-in.hint"
                                                : reasoned
                                                        ? "approving.by-badge"
                                                        : "approving.witness-badge")));
        getChildren().addAll(title, question, written, sides, hint);
        model.offered()
                .subscribe(offered -> {
                    reasons.clear();
                    for (Reason reason : offered) {
                        TapButton button =
                                choice(words.reason(reason), reason, () -> model.choose(reason));
                        button.setId("reason-" + reason.code());
                        reasons.add(button);
                    }
                    why.show(reasons);
                });
        model.people().subscribe(this::show);
        model.chosen().subscribe(chosen -> mark(names, chosen));
        model.reason().subscribe(reason -> mark(reasons, reason));
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private VBox side(String title, PagedRows rows) {
        VBox.setVgrow(rows, Priority.ALWAYS);
        VBox side = new VBox(Labels.text(title, "card-title"), rows);
        side.getStyleClass().add("side");
        side.setPrefWidth(panel.widthPx() / 2.0);
        HBox.setHgrow(side, Priority.ALWAYS);
        return side;
    }

    private void show(List<User> supervisors) {
        names.clear();
        for (User user : supervisors) {
            TapButton button = choice(user.name(), user, () -> model.choose(user));
            button.setId("supervisor-" + user.id());
            names.add(button);
        }
        people.show(names);
        mark(names, model.chosen().get());
    }

    private TapButton choice(String text, Object value, Runnable tap) {
        TapButton button = new TapButton("choice", panel.target(), text, tap);
        button.setUserData(value);
        button.setWrapText(true);
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private static void mark(List<? extends Node> buttons, Optional<?> chosen) {
        for (Node button : buttons) {
            button.pseudoClassStateChanged(
                    CHOSEN, chosen.filter(button.getUserData()::equals).isPresent());
        }
    }
}
