package io.prepstation.kiosk.ui.devices;

import io.prepstation.kiosk.ui.desk.DeviceReport.State;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Card;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/// Devices on the left, a line each; what the balance said on the right.
public final class DevicesView extends VBox {

    /// How high a line of text is, in the size of its font.
    private static final double LINE = 1.47;

    private final DevicesViewModel model;
    private final Panel panel;
    private final VBox devices = new VBox();
    private final VBox frames = new VBox();
    private final Label result = Labels.paragraph("", "strong");

    public DevicesView(DevicesViewModel model, Panel panel, Words words) {
        this.model = model;
        this.panel = panel;
        getStyleClass().add("page");
        devices.getStyleClass().add("devices");
        HBox.setHgrow(devices, Priority.ALWAYS);
        TapButton test = new TapButton("plain", panel.target());
        test.setMaxWidth(Double.MAX_VALUE);
        test.show(words.text("devices.test-balance"), Icon.TARE, true, model::testBalance);
        TapButton checks = new TapButton("plain", panel.target());
        checks.setId("balance-checks");
        checks.setMaxWidth(Double.MAX_VALUE);
        checks.show(words.text("devices.checks"), Icon.CHART, true, model::balanceTapped);
        VBox.setVgrow(frames, Priority.ALWAYS);
        frames.setMinHeight(0);
        Card raw = new Card(words.text("devices.frames"), frames, test, checks);
        raw.setMinWidth(panel.em(21));
        raw.setMaxWidth(panel.em(21));
        HBox body = new HBox(devices, raw);
        body.getStyleClass().add("side-by-side");
        body.setMinHeight(0);
        showWhatFits(devices);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(Labels.text(words.text("devices.title"), "title"), body, result);
        model.lines().subscribe(this::show);
        model.frames().subscribe(this::showFrames);
        frames.heightProperty().subscribe(this::showFrames);
        model.result()
                .subscribe(text -> {
                    result.setText(text);
                    Labels.present(result, !text.isEmpty());
                });
    }

    /// What is too long ends at the edge: it pushes nothing out of the screen and covers nothing.
    private static void showWhatFits(Region list) {
        Rectangle seen = new Rectangle();
        seen.widthProperty().bind(list.widthProperty());
        seen.heightProperty().bind(list.heightProperty());
        list.setClip(seen);
        list.setMinHeight(0);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(List<DeviceLine> lines) {
        devices.getChildren().setAll(lines.stream().map(this::line).toList());
    }

    /// The newest, as many as there is room for.
    private void showFrames() {
        long room = (long) (frames.getHeight() / panel.em(LINE));
        frames.getChildren()
                .setAll(model.frames().get().stream().limit(room).map(DevicesView::frame).toList());
    }

    private static Node frame(FrameLine frame) {
        Label raw = Labels.text(frame.raw(), "raw-frame");
        raw.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(raw, Priority.ALWAYS);
        Label taken = Labels.text(frame.taken(), "hint");
        taken.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(raw, taken);
        line.getStyleClass().add("device-head");
        line.setAlignment(Pos.BASELINE_LEFT);
        return line;
    }

    private Node line(DeviceLine device) {
        Label name = Labels.text(device.name(), "strong");
        name.setMinWidth(panel.em(7));
        Label word = Labels.text(device.word(), "device-state");
        word.setGraphic(icon(device.state()).node());
        Label detail = Labels.paragraph(device.detail(), "hint");
        HBox head = new HBox(name, word);
        head.getStyleClass().add("device-head");
        head.setAlignment(Pos.CENTER_LEFT);
        VBox line = new VBox(head, detail);
        line.getStyleClass().add("device");
        Labels.present(detail, !device.detail().isEmpty());
        return line;
    }

    private static Icon icon(State state) {
        return switch (state) {
            case ABSENT -> Icon.REMOVE;
            case CONNECTING -> Icon.WAITING;
            case ONLINE -> Icon.ACCEPT;
            case OFFLINE -> Icon.WARNING;
        };
    }
}
