package io.prepstation.kiosk.ui.look;

/// The screen's glass: pixels and real width, from which every size follows.
///
/// @param widthMm of the visible area
public record Panel(int widthPx, int heightPx, int widthMm) {

    public static final Panel SEVEN_INCH = new Panel(1024, 600, 154);
    public static final Panel TEN_INCH = new Panel(1280, 800, 217);

    private static final int WIDE_MM = 200;
    private static final double COLUMNS = 54;
    private static final double ROWS = 32;

    /// Height of a digit of the bundled fonts in parts of the font size.
    public static final double DIGIT_HEIGHT = 0.714;

    public double mm(double millimetres) {
        return millimetres * widthPx / widthMm;
    }

    /// The unit of layout: the height of body text, so that panels of any size hold the same lines.
    public double em() {
        return Math.floor(Math.min(widthPx / COLUMNS, heightPx / ROWS) * 2) / 2;
    }

    public double em(double times) {
        return Math.round(em() * times);
    }

    /// The least side of anything to be tapped.
    public double target() {
        return Math.ceil(mm(15));
    }

    /// The least side of Accept, Tare, Cancel and keys: hands are further away from a larger panel.
    public double key() {
        return Math.ceil(mm(large() ? 20 : 15));
    }

    /// Font size of the weight: its digits are at least 18 mm high, 28 mm on a large panel, to be read at two metres.
    public double weightSize() {
        return Math.ceil(mm(large() ? 28 : 18) / DIGIT_HEIGHT);
    }

    private boolean large() {
        return widthMm >= WIDE_MM;
    }
}
