package io.prepstation.kiosk.ui.balance;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Shape;

/// Draws a control chart: limits, the middle, and a mark for each check; one outside its limits is a triangle.
final class ChartPane extends Region {

    private static final double INSET = 0.03;

    private final double mark;
    private ChartContent content = ChartContent.NONE;

    /// @param mark how large a mark is
    ChartPane(double mark) {
        this.mark = mark;
        getStyleClass().add("chart");
        setMinHeight(mark * 4);
    }

    void show(ChartContent next) {
        content = next;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        List<Node> drawn = new ArrayList<>();
        drawn.add(across(ChartContent.UPPER_AT, "chart-limit"));
        drawn.add(across(ChartContent.LOWER_AT, "chart-limit"));
        drawn.add(across(ChartContent.WHOLE / 2, "chart-middle"));
        Polyline line = new Polyline();
        line.getStyleClass().add("chart-line");
        content.dots().forEach(dot -> line.getPoints().addAll(x(dot), y(dot)));
        if (content.dots().size() > 1) {
            drawn.add(line);
        }
        content.dots().forEach(dot -> drawn.add(mark(dot)));
        drawn.forEach(node -> node.setManaged(false));
        getChildren().setAll(drawn);
    }

    private Line across(int height, String style) {
        double y = y(height);
        Line line = new Line(0, y, getWidth(), y);
        line.getStyleClass().add(style);
        return line;
    }

    private Shape mark(ChartContent.Dot dot) {
        double x = x(dot);
        double y = y(dot);
        Shape shape =
                dot.inside()
                        ? new Circle(x, y, mark / 2)
                        : new Polygon(x, y - mark, x + mark, y + mark, x - mark, y + mark);
        shape.getStyleClass().add(dot.inside() ? "chart-inside" : "chart-outside");
        return shape;
    }

    private double x(ChartContent.Dot dot) {
        double margin = getWidth() * INSET;
        return margin + (getWidth() - 2 * margin) * dot.x() / ChartContent.WHOLE;
    }

    private double y(ChartContent.Dot dot) {
        return y(dot.y());
    }

    private double y(int height) {
        return getHeight() * height / ChartContent.WHOLE;
    }
}
