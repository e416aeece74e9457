package io.prepstation.model.label;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What stands where on a label, in millimetres from its upper left corner. One layout, however it is printed.
public record LabelLayout(double width, double height, List<Item> items) {

    public LabelLayout {
        items = List.copyOf(items);
    }

    /// Of a font's size, how high its capitals are: Noto Sans, in which labels are drawn.
    public static final double CAPITALS = 0.714;

    public sealed interface Item {}

    /// One line of text.
    ///
    /// @param top of its capitals
    /// @param height of its capitals
    /// @param most how wide it may be; what is longer is cut
    public record Text(double left, double top, double height, double most, String text)
            implements Item {

        /// As much of it as fits, with a mark where it was cut.
        ///
        /// @param widthOf how wide a text is, in millimetres
        public String fitting(ToDoubleFunction<String> widthOf) {
            String fitting = text;
            while (fitting.length() > 1 && widthOf.applyAsDouble(fitting) > most) {
                fitting = fitting.substring(0, fitting.length() - 2) + "…";
            }
            return fitting;
        }
    }

    /// A QR code with its quiet zone.
    ///
    /// @param side the most it may take, quiet zone included
    public record Code(double left, double top, double side, String text) implements Item {}
}
