package io.prepstation.kiosk.ui.look;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The icons of the screens; each stands beside a word, never alone.
@SuppressWarnings("ImmutableEnumChecker") // an Ikon is an enum constant itself
public enum Icon {
    ACCEPT(Material2AL.CHECK),
    ADD(Material2AL.ADD),
    BACK(Material2AL.ARROW_BACK),
    CANCEL(Material2AL.CLOSE),
    CHART(Material2AL.BAR_CHART),
    CLOUD(Material2AL.CLOUD_DONE),
    CODE(Material2MZ.QR_CODE_SCANNER),
    DELETE(Material2AL.BACKSPACE),
    DEVICES(Material2AL.DEVICES_OTHER),
    DOWN(Material2AL.KEYBOARD_ARROW_DOWN),
    EDIT(Material2AL.EDIT),
    LAMP(Material2AL.LIGHTBULB),
    LIST(Material2AL.FORMAT_LIST_BULLETED),
    LOCK(Material2AL.LOCK),
    MORE(Material2MZ.MORE_HORIZ),
    MOVING(Material2AL.AUTORENEW),
    NEXT(Material2AL.ARROW_FORWARD),
    OFFLINE(Material2AL.CLOUD_OFF),
    PERSON(Material2MZ.PERSON),
    PRINT(Material2MZ.PRINT),
    REMOVE(Material2MZ.REMOVE),
    RESUME(Material2MZ.PLAY_ARROW),
    SIGN(Material2AL.BORDER_COLOR),
    SIGN_OUT(Material2AL.EXIT_TO_APP),
    STOP(Material2MZ.PAN_TOOL),
    SYNC(Material2MZ.SYNC),
    TARE(Material2AL.ADJUST),
    UNDO(Material2MZ.UNDO),
    UP(Material2AL.KEYBOARD_ARROW_UP),
    WAITING(Material2AL.HOURGLASS_EMPTY),
    WARNING(Material2MZ.WARNING);

    private final Ikon ikon;

    Icon(Ikon ikon) {
        this.ikon = ikon;
    }

    /// A new node of this icon; its colour and size come from the style class `icon` of its surroundings.
    public FontIcon node(String... styles) {
        FontIcon node = new FontIcon(ikon);
        node.getStyleClass().add("icon");
        node.getStyleClass().addAll(styles);
        return node;
    }

    /// Shows this icon in a node that showed another.
    public void in(FontIcon node) {
        if (!ikon.equals(node.getIconCode())) {
            node.setIconCode(ikon);
        }
    }
}
