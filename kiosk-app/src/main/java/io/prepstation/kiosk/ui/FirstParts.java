package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.ui.look.Fonts;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.look.Theme;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.TapButton;
import java.util.Locale;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;

/// Loads what the first screen is made of, whatever it will show: fonts, icons, stylesheets, controls. JavaFX has time
/// for it while configuration and lab are being read.
final class FirstParts {

    private FirstParts() {}

    /// A scene that nobody sees. While it lives, JavaFX keeps what was loaded for it. On the JavaFX thread.
    static Scene scene() {
        Fonts.load(Locale.ENGLISH);
        // Set before the first control exists, else JavaFX loads its own theme besides.
        Application.setUserAgentStylesheet(Theme.LIGHT.controls());
        TapButton button = new TapButton("main", 1);
        button.show("…", Icon.NEXT, true, () -> {});
        VBox root =
                new VBox(Labels.text("…", "title"), Icon.PERSON.node(), Icon.CLOUD.node(), button);
        Scene scene = new Scene(root, Panel.TEN_INCH.widthPx(), Panel.TEN_INCH.heightPx());
        scene.getStylesheets().setAll(Theme.LIGHT.stylesheets());
        root.applyCss();
        root.layout();
        return scene;
    }
}
