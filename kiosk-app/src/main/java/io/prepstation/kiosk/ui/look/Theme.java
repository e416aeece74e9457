package io.prepstation.kiosk.ui.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /// The controls' base look, read in its binary form: the text form costs a tenth of a second more at start.
    public String controls() {
        return switch (this) {
            case LIGHT -> new PrimerLight().getUserAgentStylesheetBSS();
            case DARK -> new PrimerDark().getUserAgentStylesheetBSS();
        };
    }

    public List<String> stylesheets(Panel panel) {
        List<String> all = new ArrayList<>(stylesheets());
        all.add(inPixels("icons.css", panel));
        return all;
    }

    /// Those that are the same on every panel.
    public List<String> stylesheets() {
        return List.of(
                resource(name().toLowerCase(Locale.ROOT) + ".css").toExternalForm(),
                resource("station.css").toExternalForm());
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
