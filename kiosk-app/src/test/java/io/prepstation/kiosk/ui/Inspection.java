package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.ui.look.Glyph;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.CameraView;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;

/// Looks a laid-out scene over: cut texts, small targets, parts outside, texts upon texts.
final class Inspection {

    private static final double SLACK = 1.5;

    private final Scene scene;
    private final Panel panel;
    private final List<String> faults = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();

    Inspection(Scene scene, Panel panel) {
        this.scene = scene;
        this.panel = panel;
    }

    List<String> faults() {
        walk(scene.getRoot());
        overlaps();
        return faults;
    }

    private void walk(Node node) {
        if (!node.isVisible()) {
            return;
        }
        if (!inside(node)) {
            return;
        }
        if (node instanceof Button button) {
            largeEnough(button);
        }
        if (node instanceof Text text && !(node instanceof Glyph) && !text.getText().isBlank()) {
            texts.add(text);
        }
        if (node instanceof Labeled labeled) {
            whole(labeled);
        }
        if (node instanceof Parent parent && !(node instanceof CameraView)) {
            parent.getChildrenUnmodifiable().forEach(this::walk);
        }
    }

    /// What a label draws must be what it says.
    private void whole(Labeled labeled) {
        for (Node part : labeled.getChildrenUnmodifiable()) {
            if (part instanceof Text drawn && !(part instanceof Glyph)) {
                String shown = drawn.getText().replaceAll("\\s+", "");
                if (!shown.equals(labeled.getText().replaceAll("\\s+", ""))) {
                    faults.add(
                            "cut: \"" + labeled.getText() + "\" shows \"" + drawn.getText() + "\"");
                }
            }
        }
    }

    private void largeEnough(Button button) {
        Bounds bounds = button.localToScene(button.getLayoutBounds());
        if (bounds.getWidth() < panel.target() || bounds.getHeight() < panel.target()) {
            faults.add(
                    "too small: \""
                            + button.getText()
                            + "\" is "
                            + bounds.getWidth()
                            + "×"
                            + bounds.getHeight()
                            + ", least is "
                            + panel.target());
        }
    }

    /// What lies outside is named once, without all that lies in it.
    private boolean inside(Node node) {
        Parent parent = node.getParent();
        if (parent == null
                || node.getLayoutBounds().isEmpty()
                || (node instanceof Text text && text.getText().isEmpty())) {
            return true;
        }
        Bounds own = ink(node);
        Bounds frame = parent.localToScene(parent.getLayoutBounds());
        Bounds all = scene.getRoot().getLayoutBounds();
        if (outside(own, frame) || outside(own, all)) {
            faults.add(
                    "outside: "
                            + describe(node)
                            + " "
                            + brief(own)
                            + " in "
                            + describe(parent)
                            + " "
                            + brief(frame));
            return false;
        }
        return true;
    }

    /// A free text is as large as its drawn letters, not as its line.
    private static Bounds ink(Node node) {
        if (node instanceof Text text && !(node.getParent() instanceof Labeled)) {
            Text copy = new Text(text.getX(), text.getY(), text.getText());
            copy.setFont(text.getFont());
            copy.setTextOrigin(text.getTextOrigin());
            copy.setBoundsType(TextBoundsType.VISUAL);
            return text.localToScene(copy.getLayoutBounds());
        }
        return node.localToScene(node.getLayoutBounds());
    }

    private void overlaps() {
        for (int i = 0; i < texts.size(); i++) {
            for (int j = i + 1; j < texts.size(); j++) {
                Bounds one = ink(texts.get(i));
                Bounds other = ink(texts.get(j));
                double width =
                        Math.min(one.getMaxX(), other.getMaxX())
                                - Math.max(one.getMinX(), other.getMinX());
                double height =
                        Math.min(one.getMaxY(), other.getMaxY())
                                - Math.max(one.getMinY(), other.getMinY());
                if (width > 2 && height > one.getHeight() * 0.3) {
                    faults.add(
                            "overlap: "
                                    + describe(texts.get(i))
                                    + " and "
                                    + describe(texts.get(j)));
                }
            }
        }
    }

    private static boolean outside(Bounds own, Bounds frame) {
        return own.getMinX() < frame.getMinX() - SLACK
                || own.getMinY() < frame.getMinY() - SLACK
                || own.getMaxX() > frame.getMaxX() + SLACK
                || own.getMaxY() > frame.getMaxY() + SLACK;
    }

    private static String describe(Node node) {
        String text =
                node instanceof Labeled labeled
                        ? labeled.getText()
                        : node instanceof Text drawn ? drawn.getText() : "";
        return node.getClass().getSimpleName() + node.getStyleClass() + "\"" + text + "\"";
    }

    private static String brief(Bounds bounds) {
        return "%.0f,%.0f–%.0f,%.0f"
                .formatted(bounds.getMinX(), bounds.getMinY(), bounds.getMaxX(), bounds.getMaxY());
    }
}
