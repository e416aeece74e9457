package io.prepstation.kiosk.ui.part;

import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// Makes and switches labels.
public final class Labels {

    private Labels() {}

    public static Label of(String... styles) {
        Label label = new Label();
        label.getStyleClass().addAll(styles);
        return label;
    }

    public static Label text(String text, String... styles) {
        Label label = of(styles);
        label.setText(text);
        return label;
    }

    /// A text that breaks into lines and never shrinks below them.
    public static Label paragraph(String text, String... styles) {
        Label label = text(text, styles);
        label.setWrapText(true);
        label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        return label;
    }

    /// Shows a node, or takes it out of sight and layout.
    public static void present(Node node, boolean present) {
        node.setVisible(present);
        node.setManaged(present);
    }

    /// Gives a node the style class of this constant and takes those of its siblings.
    public static <E extends Enum<E>> void only(Node node, E constant) {
        String wanted = style(constant);
        for (E other : constant.getDeclaringClass().getEnumConstants()) {
            String name = style(other);
            if (!name.equals(wanted)) {
                node.getStyleClass().remove(name);
            }
        }
        if (!node.getStyleClass().contains(wanted)) {
            node.getStyleClass().add(wanted);
        }
    }

    private static String style(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
