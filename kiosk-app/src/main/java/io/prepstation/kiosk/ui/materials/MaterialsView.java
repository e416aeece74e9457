package io.prepstation.kiosk.ui.materials;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.materials.MaterialsViewModel.Listed;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.part.Choices;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A list to tap in, or to walk through by the arrow keys and Enter.
public final class MaterialsView extends VBox {

    private static final double[] SHARES = {9.5, 14, 9.5, 13};

    private final MaterialsViewModel model;
    private final PagedRows rows;
    private final double gap;
    private final Label none;
    private Listed shown = Listed.NONE;
    private boolean moved;

    public MaterialsView(MaterialsViewModel model, Panel panel, Words words) {
        this.model = model;
        this.gap = panel.em(0.5);
        Label title = Labels.of("title");
        title.textProperty().bind(model.title());
        VBox kinds = new VBox(panel.em(0.35));
        kinds.setMinWidth(panel.em(8.5));
        kinds.setMaxWidth(panel.em(8.5));
        model.kinds().subscribe(all -> kinds.getChildren().setAll(buttons(all, panel)));
        Label answer = Labels.paragraph("", "strong");
        model.answer()
                .subscribe(text -> {
                    answer.setText(text);
                    Labels.present(answer, !text.isEmpty());
                });
        none = Labels.paragraph(words.text("stock.none"), "hint");
        rows = new PagedRows(panel, Math.max(panel.target(), panel.em(4.6)), panel.em(0.35));
        VBox.setVgrow(rows, Priority.ALWAYS);
        VBox list = new VBox(panel.em(0.35), answer, none, rows);
        HBox.setHgrow(list, Priority.ALWAYS);
        HBox beside = new HBox(panel.em(0.6), kinds, list);
        VBox.setVgrow(beside, Priority.ALWAYS);
        getStyleClass().add("page");
        getChildren().addAll(title, beside);
        model.listed().subscribe(this::show);
        setFocusTraversable(true);
        setOnKeyPressed(this::pressed);
        sceneProperty().subscribe(_ -> requestFocus());
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    /// One below the other: beside them more rows have room.
    private static List<Choices> buttons(List<Choice> all, Panel panel) {
        return all.stream()
                .map(one -> {
                    Choices button = new Choices(panel);
                    button.show(List.of(one));
                    return button;
                })
                .toList();
    }

    private void pressed(KeyEvent key) {
        switch (key.getCode()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case ENTER -> model.openSelected();
            default -> {
                // Other keys are a scanner's.
            }
        }
    }

    private void move(int by) {
        moved = true;
        model.move(by);
    }

    /// Of what is looked at already, only the rows that are different now are made anew: an arrow key changes two.
    private void show(Listed listed) {
        List<MaterialLine> lines = listed.lines();
        Labels.present(none, lines.isEmpty());
        boolean same = listed.about().equals(shown.about());
        if (same && listed.more() == shown.more() && lines.size() == shown.lines().size()) {
            IntStream.range(0, lines.size())
                    .filter(n -> !lines.get(n).equals(shown.lines().get(n)))
                    .forEach(n -> rows.replace(n, row(lines.get(n), n)));
        } else {
            List<Node> nodes =
                    IntStream.range(0, lines.size()).mapToObj(n -> row(lines.get(n), n)).toList();
            Runnable more = listed.more() ? model::showMore : null;
            if (same) {
                rows.renew(nodes, more);
            } else {
                rows.show(nodes, more);
            }
        }
        shown = listed;
        IntStream.range(0, lines.size())
                .filter(n -> moved && lines.get(n).selected())
                .forEach(rows::reveal);
        moved = false;
    }

    private Node row(MaterialLine line, int place) {
        Label what = Columns.name(line.what(), "strong");
        if (line.selected()) {
            what.setGraphic(Icon.NEXT.node());
        }
        Label state = Columns.name(line.state());
        if (!line.good()) {
            state.setGraphic(Icon.WARNING.node());
        }
        Label of = Columns.name(line.of());
        of.setPadding(new Insets(0, gap, 0, 0));
        Label mark = Columns.name(line.mark(), "hint");
        mark.setGraphic(Icon.SYNC.node());
        Columns row =
                new Columns(
                        SHARES,
                        what,
                        of,
                        two(Columns.cell(line.until()), Columns.cell(line.amount(), "hint")),
                        two(state, mark));
        row.getStyleClass().add("tap-row");
        row.setOnMouseClicked(_ -> model.tapped(place));
        return row;
    }

    /// One above the other; what is empty takes no room.
    private static VBox two(Label above, Label below) {
        Labels.present(above, !above.getText().isEmpty());
        Labels.present(below, !below.getText().isEmpty());
        VBox cell = new VBox(above, below);
        cell.setAlignment(Pos.CENTER_LEFT);
        return cell;
    }
}
