package io.prepstation.kiosk.ui.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/// The colours of all screens; the rules of `station.css` name them, never a colour itself.
public enum Theme {
    LIGHT,
    DARK;

    private static final Pattern EM = Pattern.compile("([0-9.]+)em");

    /// The controls' base look: of AtlantaFX's Primer the rules for the few controls there are here (decision 0172), in
    /// JavaFX's binary form, made by BinarySheetsTest. The whole of it costs a twelfth of the start.
    public String controls() {
        return resource("controls-" + fileName(this) + ".bss").toExternalForm();
    }

    /// Also in their binary form, made from `light.css` or `dark.css` and `station.css` by BinarySheetsTest.
    public List<String> stylesheets(Panel panel) {
        return List.of(
                resource(fileName(this) + ".bss").toExternalForm(), inPixels("icons.css", panel));
    }

    static String fileName(Theme theme) {
        return theme.name().toLowerCase(Locale.ROOT);
    }

    /// A stylesheet with every `em` made into the panel's pixels.
    private static String inPixels(String name, Panel panel) {
        try (InputStream sheet = resource(name).openStream()) {
            String inEm = new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
            String inPixels =
                    EM.matcher(inEm)
                            .replaceAll(size -> panel.em(Double.parseDouble(size.group(1))) + "px");
            return "data:text/css;base64,"
                    + Base64.getEncoder().encodeToString(inPixels.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled stylesheet " + name + " cannot be read", e);
        }
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(
                Theme.class.getResource("/io/prepstation/kiosk/ui/look/" + name), name);
    }
}
