package io.prepstation.kiosk.ui.queued;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.TapButton;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What is known above, what can be done below.
public final class QueuedView extends VBox {

    private final QueuedViewModel model;
    private final Panel panel;
    private final GridPane facts = new GridPane();
    private final PagedRows ways;

    public QueuedView(QueuedViewModel model, Panel panel) {
        this.model = model;
        this.panel = panel;
        getStyleClass().add("page");
        Label title = Labels.paragraph("", "title");
        title.textProperty().bind(model.title());
        Label hint = Labels.paragraph("", "lead");
        facts.setHgap(panel.em(1.2));
        facts.setVgap(panel.em(0.3));
        ways = new PagedRows(panel, panel.target(), panel.em(0.4));
        VBox.setVgrow(ways, Priority.ALWAYS);
        getChildren().addAll(title, facts, hint, ways);
        model.facts().subscribe(this::tell);
        model.choices().subscribe(this::offer);
        model.hint()
                .subscribe(text -> {
                    hint.setText(text);
                    Labels.present(hint, !text.isEmpty());
                });
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void tell(List<Fact> known) {
        facts.getChildren().clear();
        for (int row = 0; row < known.size(); row++) {
            Label label = Labels.text(known.get(row).label(), "hint");
            label.setMinWidth(USE_PREF_SIZE);
            facts.add(label, 0, row);
            facts.add(Labels.paragraph(known.get(row).value()), 1, row);
        }
    }

    private void offer(List<Choice> choices) {
        ways.show(choices.stream().map(this::button).toList());
    }

    private TapButton button(Choice choice) {
        TapButton button = new TapButton("choice", panel.target(), choice.text(), choice.tap());
        button.setId("way-" + model.choices().get().indexOf(choice));
        button.setWrapText(true);
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }
}
