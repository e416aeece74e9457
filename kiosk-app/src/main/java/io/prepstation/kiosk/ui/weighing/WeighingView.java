package io.prepstation.kiosk.ui.weighing;

import io.prepstation.kiosk.ui.desk.CameraHint;
import io.prepstation.kiosk.ui.desk.CameraPicture;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.HazardLabel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.words.Words;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One step, always laid out alike: what, how dangerous, how much, where in the tolerance, what to do, which step.
public final class WeighingView extends VBox {

    private final WeighingViewModel model;
    private final Label place = Labels.of("step-place");
    private final Label name = Labels.of("step-name");
    private final Label code = Labels.of("chip");
    private final Label target = Labels.of("step-target");
    private final Label formula = Labels.of("hint");
    private final HazardLabel hazards;
    private final IdentifyPane identify;
    private final HBox scales = new HBox();
    private final WeightNumber number;
    private final GuidancePane guidance;
    private final StopPane stop;
    private final ToleranceBar bar;
    private final Label instruction = Labels.of("instruction");
    private final StepStrip strip = new StepStrip();

    public WeighingView(WeighingViewModel model, Panel panel, Words words) {
        this.model = model;
        hazards = new HazardLabel(panel);
        identify = new IdentifyPane(panel, words);
        number = new WeightNumber(panel);
        guidance = new GuidancePane(panel);
        stop = new StopPane(panel, words);
        bar = new ToleranceBar(panel);
        getStyleClass().addAll("page", "weighing");
        StackPane middle = new StackPane(scales(), identify, stop);
        VBox.setVgrow(middle, Priority.ALWAYS);

        instruction.setMaxWidth(Double.MAX_VALUE);
        instruction.setWrapText(true);
        instruction.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(head(), hazards, middle, bar, instruction, steps());
        follow();
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    public void show(CameraHint hint) {
        identify.show(hint);
    }

    public void show(CameraPicture picture) {
        identify.show(picture);
    }

    private HBox head() {
        code.setMinWidth(Region.USE_PREF_SIZE);
        target.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(name, code, gap(), target);
        head.getStyleClass().add("step-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private HBox steps() {
        place.setMinWidth(Region.USE_PREF_SIZE);
        formula.setMinWidth(Region.USE_PREF_SIZE);
        HBox steps = new HBox(place, strip, gap(), formula);
        steps.getStyleClass().add("steps");
        steps.setAlignment(Pos.CENTER_LEFT);
        return steps;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private HBox scales() {
        HBox.setHgrow(number, Priority.ALWAYS);
        scales.getChildren().setAll(number, guidance);
        scales.getStyleClass().add("scales");
        scales.setAlignment(Pos.CENTER);
        return scales;
    }

    private void follow() {
        model.head().subscribe(this::show);
        model.strip().subscribe(strip::show);
        model.weight().subscribe(this::show);
        model.guidance().subscribe(guidance::show);
        model.gauge().subscribe(this::show);
        model.instruction().subscribe(this::show);
        model.identifying().subscribe(_ -> arrange());
        model.stop().subscribe(_ -> arrange());
    }

    /// Which of the three middles is seen; the hard stop takes the place of everything until the right item is scanned,
    /// unless something is on the pan: then the number must stay in sight and the line says it.
    private void arrange() {
        Optional<WrongItem> wrong = model.stop().get();
        boolean identifying = model.identifying().get();
        boolean stopped = identifying && wrong.isPresent();
        wrong.ifPresent(stop::show);
        Labels.present(stop, stopped);
        Labels.present(identify, identifying && !stopped);
        Labels.present(scales, !identifying);
        Labels.present(bar, !identifying);
        Labels.present(instruction, !stopped);
    }

    private void show(@Nullable StepHead head) {
        if (head == null) {
            return;
        }
        place.setText(head.place());
        name.setText(head.name());
        code.setText(head.code());
        target.setText(head.target());
        formula.setText(head.formula());
        hazards.show(head.hazards());
        identify.show(head);
    }

    private void show(@Nullable Weight weight) {
        if (weight != null) {
            number.show(weight);
        }
    }

    private void show(@Nullable Gauge gauge) {
        if (gauge != null) {
            bar.show(gauge);
        }
    }

    private void show(@Nullable Instruction line) {
        if (line != null) {
            instruction.setText(line.text());
            Labels.only(instruction, line.tone());
        }
    }
}
