package io.prepstation.kiosk.ui.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The icons stand where the pack's own names say, in the font file the screens load.
class IconTest {

    private static final Map<Icon, Ikon> NAMES =
            Map.ofEntries(
                    Map.entry(Icon.ACCEPT, Material2AL.CHECK),
                    Map.entry(Icon.ADD, Material2AL.ADD),
                    Map.entry(Icon.BACK, Material2AL.ARROW_BACK),
                    Map.entry(Icon.CANCEL, Material2AL.CLOSE),
                    Map.entry(Icon.CHART, Material2AL.BAR_CHART),
                    Map.entry(Icon.CLOUD, Material2AL.CLOUD_DONE),
                    Map.entry(Icon.CODE, Material2MZ.QR_CODE_SCANNER),
                    Map.entry(Icon.DELETE, Material2AL.BACKSPACE),
                    Map.entry(Icon.DEVICES, Material2AL.DEVICES_OTHER),
                    Map.entry(Icon.DOWN, Material2AL.KEYBOARD_ARROW_DOWN),
                    Map.entry(Icon.EDIT, Material2AL.EDIT),
                    Map.entry(Icon.LAMP, Material2AL.LIGHTBULB),
                    Map.entry(Icon.LIST, Material2AL.FORMAT_LIST_BULLETED),
                    Map.entry(Icon.LOCK, Material2AL.LOCK),
                    Map.entry(Icon.MORE, Material2MZ.MORE_HORIZ),
                    Map.entry(Icon.MOVING, Material2AL.AUTORENEW),
                    Map.entry(Icon.NEXT, Material2AL.ARROW_FORWARD),
                    Map.entry(Icon.OFFLINE, Material2AL.CLOUD_OFF),
                    Map.entry(Icon.PERSON, Material2MZ.PERSON),
                    Map.entry(Icon.PHOTO, Material2MZ.PHOTO_CAMERA),
                    Map.entry(Icon.PRINT, Material2MZ.PRINT),
                    Map.entry(Icon.REMOVE, Material2MZ.REMOVE),
                    Map.entry(Icon.RESUME, Material2MZ.PLAY_ARROW),
                    Map.entry(Icon.SEARCH, Material2MZ.SEARCH),
                    Map.entry(Icon.SHELF, Material2MZ.SCIENCE),
                    Map.entry(Icon.SIGN, Material2AL.BORDER_COLOR),
                    Map.entry(Icon.SIGN_OUT, Material2AL.EXIT_TO_APP),
                    Map.entry(Icon.STOP, Material2MZ.PAN_TOOL),
                    Map.entry(Icon.SYNC, Material2MZ.SYNC),
                    Map.entry(Icon.TARE, Material2AL.ADJUST),
                    Map.entry(Icon.TRASH, Material2AL.DELETE),
                    Map.entry(Icon.UNDO, Material2MZ.UNDO),
                    Map.entry(Icon.UP, Material2AL.KEYBOARD_ARROW_UP),
                    Map.entry(Icon.WAITING, Material2AL.HOURGLASS_EMPTY),
                    Map.entry(Icon.WARNING, Material2MZ.WARNING));

    @ParameterizedTest
    @EnumSource
    void an_icon_is_the_letter_the_pack_names(Icon icon) {
        Ikon named = NAMES.get(icon);

        assertNotNull(named, "which icon of the pack is " + icon + "?");
        assertEquals(Character.toString(named.getCode()), icon.text());
    }

    @Test
    void the_font_lies_where_it_is_looked_for() {
        assertNotNull(Icon.class.getResource(Fonts.ICONS));
    }
}
