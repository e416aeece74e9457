package io.prepstation.benchmark;

import java.util.List;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// The least JavaFX program with a window of the kiosk's size: prints `shown` once its label was laid out and drawn.
public final class OneLabel {

    private OneLabel() {}

    public static void main(String[] arguments) {
        boolean untilDrawn = List.of(arguments).contains("--until-drawn");
        Platform.startup(() -> show(untilDrawn));
    }

    private static void show(boolean untilDrawn) {
        Scene scene = new Scene(new StackPane(new Label("Prepstation")), 1024, 600);
        Runnable shown =
                new Runnable() {
                    @Override
                    public void run() {
                        scene.removePostLayoutPulseListener(this);
                        System.out.println("shown");
                        System.out.flush();
                        if (untilDrawn) {
                            Platform.exit();
                        }
                    }
                };
        scene.addPostLayoutPulseListener(shown);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
    }
}
