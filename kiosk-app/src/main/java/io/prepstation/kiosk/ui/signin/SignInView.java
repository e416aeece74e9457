package io.prepstation.kiosk.ui.signin;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A large button for each person.
public final class SignInView extends VBox {

    private static final int A_ROW = 2;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final SignInViewModel model;
    private final Panel panel;
    private final Words words;
    private final PagedRows rows;
    private final Label nobody;

    public SignInView(SignInViewModel model, Panel panel, Words words) {
        this.model = model;
        this.panel = panel;
        this.words = words;
        rows = new PagedRows(panel, panel.target(), panel.em(0.7));
        nobody = Labels.paragraph(words.text("sign-in.nobody"), "lead");
        VBox.setVgrow(rows, Priority.ALWAYS);
        getStyleClass().add("page");
        getChildren()
                .addAll(
                        Labels.text(words.text("sign-in.title"), "title"),
                        Labels.paragraph(words.text("sign-in.hint"), "hint"),
                        nobody,
                        rows);
        model.nobody().subscribe(none -> Labels.present(nobody, none));
        model.people().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(List<User> people) {
        List<Node> next = new ArrayList<>();
        for (int i = 0; i < people.size(); i += A_ROW) {
            HBox row = new HBox(panel.em(0.7));
            people.subList(i, Math.min(i + A_ROW, people.size()))
                    .forEach(user -> row.getChildren().add(button(user)));
            next.add(row);
        }
        rows.show(next);
    }

    private TapButton button(User user) {
        Label initials = Labels.text(initials(user.name()), "initials");
        VBox name =
                new VBox(
                        Labels.text(user.name(), "person-name"),
                        Labels.text(role(user), "person-role"));
        name.setAlignment(Pos.CENTER_LEFT);
        HBox face = new HBox(initials, name);
        face.getStyleClass().add("person");
        face.setAlignment(Pos.CENTER_LEFT);
        TapButton button = new TapButton("choice", panel.target(), "", () -> model.chosen(user));
        button.setGraphic(face);
        button.setAccessibleText(user.name());
        button.setPrefWidth((panel.widthPx() - panel.em(5)) / A_ROW);
        return button;
    }

    private String role(User user) {
        if (user.roles().contains(Role.SUPERVISOR)) {
            return words.text("role.supervisor");
        }
        return words.text(user.mayPrepare() ? "role.operator" : "role.lab-manager");
    }

    private static String initials(String name) {
        return BLANKS.splitAsStream(name.strip())
                .filter(part -> !part.isEmpty())
                .limit(2)
                .map(part -> Character.toString(part.codePointAt(0)))
                .collect(Collectors.joining());
    }
}
