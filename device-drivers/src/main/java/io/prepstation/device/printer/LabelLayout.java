package io.prepstation.device.printer;

import java.util.List;

/// What stands where on a label, in millimetres from its upper left corner. One layout, however it is printed.
public record LabelLayout(double width, double height, List<Item> items) {

    public LabelLayout {
        items = List.copyOf(items);
    }

    public sealed interface Item {}

    /// One line of text.
    ///
    /// @param top of its capitals
    /// @param height of its capitals
    /// @param most how wide it may be; what is longer is cut
    public record Text(double left, double top, double height, double most, String text)
            implements Item {}

    /// A QR code with its quiet zone.
    ///
    /// @param side the most it may take, quiet zone included
    public record Code(double left, double top, double side, String text) implements Item {}
}
