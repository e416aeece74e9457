package io.prepstation.kiosk.ui.weighing;

import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.part.Labels;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// All steps in a row: done with a tick, the current one filled, the rest outlined.
final class StepStrip extends HBox {

    StepStrip() {
        getStyleClass().add("step-strip");
        setAlignment(Pos.CENTER_LEFT);
    }

    void show(List<StepMark> marks) {
        getChildren().setAll(marks.stream().map(StepStrip::mark).toList());
    }

    private static Node mark(StepMark step) {
        Label mark = Labels.text(String.valueOf(step.number()), "step-mark");
        Labels.only(mark, step.progress());
        if (step.progress() == StepMark.Progress.DONE) {
            mark.setGraphic(Icon.ACCEPT.node());
        }
        return mark;
    }
}
