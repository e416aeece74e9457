package io.prepstation.kiosk.ui.balance;

import java.util.List;

/// A control chart as it is drawn: the tolerance lies between a fifth and four fifths of its height.
///
/// @param dots the oldest first
/// @param upper the upper limit, as text
/// @param days of the oldest and the newest check
public record ChartContent(List<Dot> dots, String upper, String lower, String days) {

    public static final int WHOLE = 1000;
    public static final int UPPER_AT = 200;
    public static final int LOWER_AT = 800;
    public static final ChartContent NONE = new ChartContent(List.of(), "", "", "");

    /// One check.
    ///
    /// @param x 0 (oldest) to 1000
    /// @param y 0 (top) to 1000
    public record Dot(int x, int y, boolean inside) {}

    public ChartContent {
        dots = List.copyOf(dots);
    }
}
