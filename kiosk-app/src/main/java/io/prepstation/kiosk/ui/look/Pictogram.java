package io.prepstation.kiosk.ui.look;

import java.util.Map;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.transform.Scale;

/// The GHS pictograms as own drawings on a field of 100 × 100: red frame, white ground, black symbol in every theme.
public final class Pictogram {

    private static final double FIELD = 100;
    private static final Color FRAME = Color.web("#d0121f");

    private static final String FLAME =
            "M51 18 C57 31 69 38 67 54 C66 64 59 70 50 70 C41 70 34 64 33 54 C32 46 37 41 39 32"
                    + " C43 36 45 39 45 44 C49 37 52 28 51 18 Z"
                    + " M50 65 C55 65 58 61 57 56 C56 52 53 50 51 44 C50 50 45 52 44 57 C43 61 46 65 50 65 Z";

    private static final Map<String, String> SYMBOLS =
            Map.of(
                    "GHS01",
                    "M50 40 A16 16 0 1 0 50.01 40 Z M46 20 L50 34 L55 19 L57 34 L68 25 L62 39 L77 37 L65 46"
                            + " L60 42 L54 37 L46 37 L38 43 L26 37 L40 37 L33 25 L43 34 Z",
                    "GHS02",
                    FLAME + " M33 75 H67 V80 H33 Z",
                    "GHS03",
                    "M50 16 C55 27 63 32 61 42 C60 48 55 51 50 51 C45 51 40 48 39 42 C38 36 42 33 43 26 C47 30 48"
                            + " 32 48 35 C50 30 51 24 50 16 Z M50 49 A15 15 0 1 0 50.01 49 Z M50 55 A9 9 0 1 1 49.99 55"
                            + " Z M34 81 H66 V85 H34 Z",
                    "GHS04",
                    "M25 63 L60 34 C64 31 68 31 70 33 L76 30 L78 33 L73 37 C74 40 72 43 69 46 L34 74 C30 77 21 67 25"
                            + " 63 Z",
                    "GHS05",
                    "M20 41 L44 31 L46 36 L22 46 Z M46 38 C48 42 49 44 47 46 C45 47 43 45 44 43 Z M46 49 C48 53 49"
                            + " 55 47 57 C45 58 43 56 44 54 Z M24 62 H39 C41 67 46 67 48 62 H51 V70 H24 Z"
                            + " M80 41 L56 31 L54 36 L78 46 Z M54 38 C52 42 51 44 53 46 C55 47 57 45 56 43 Z M54 49 C52"
                            + " 53 51 55 53 57 C55 58 57 56 56 54 Z M54 62 C56 66 60 66 62 61 L70 58 C75 57 78 61 75 64"
                            + " L66 70 H54 Z",
                    "GHS06",
                    "M50 20 C38 20 32 28 33 38 C33 43 36 46 40 48 V55 H60 V48 C64 46 67 43 67 38 C68 28 62 20 50 20"
                            + " Z M43 33 A5 5 0 1 1 42.99 33 Z M57 33 A5 5 0 1 1 56.99 33 Z M50 43 L53 48 H47 Z"
                            + " M31 59 L35 57 L50 64 L65 57 L69 59 L68 63 L57 67 L68 72 L69 76 L65 77 L50 70 L35 77 L31"
                            + " 76 L32 72 L43 67 L32 63 Z",
                    "GHS07",
                    "M42.5 22 H57.5 L54.5 58 H45.5 Z M50 64 A7 7 0 1 0 50.01 64 Z",
                    "GHS08",
                    "M50 17 C56 17 59 21 59 26 C59 31 56 36 50 36 C44 36 41 31 41 26 C41 21 44 17 50 17 Z M29 78 V57"
                            + " C29 46 36 40 46 39 H54 C64 40 71 46 71 57 V78 Z M50 44 L47 54 L37 51 L44 59 L37 67 L47"
                            + " 64 L50 74 L53 64 L63 67 L56 59 L63 51 L53 54 Z",
                    "GHS09",
                    "M33 63 L36 47 L27 39 L29 37 L36 42 L36 28 L39 28 L40 41 L47 34 L49 36 L41 46 L43 63 Z M49 59 C53"
                            + " 52 64 51 71 57 L79 52 V66 L71 61 C64 66 54 66 49 59 Z M20 66 C36 62 58 72 80 68 V72 C58"
                            + " 77 38 67 22 71 Z");

    private Pictogram() {}

    /// A pictogram by its GHS code; a code that has no drawing is written into the frame.
    ///
    /// @param side in pixels
    public static Node of(String code, double side) {
        Polygon frame = new Polygon(50, 4, 96, 50, 50, 96, 4, 50);
        frame.setFill(Color.WHITE);
        frame.setStroke(FRAME);
        frame.setStrokeWidth(6.5);
        frame.setStrokeLineJoin(StrokeLineJoin.MITER);
        Group drawing = new Group(new Region(), frame, symbol(code));
        drawing.getTransforms().add(new Scale(side / FIELD, side / FIELD));
        StackPane field = new StackPane(new Group(drawing));
        field.setMinSize(side, side);
        field.setMaxSize(side, side);
        field.setAccessibleText(code);
        return field;
    }

    private static Node symbol(String code) {
        String path = SYMBOLS.get(code);
        if (path == null) {
            Text text = new Text(code);
            text.setFont(Font.font(Fonts.TEXT, FontWeight.BOLD, 18));
            text.setX(50 - text.getLayoutBounds().getWidth() / 2);
            text.setY(56);
            return text;
        }
        SVGPath symbol = new SVGPath();
        symbol.setContent(path);
        symbol.setFillRule(FillRule.EVEN_ODD);
        symbol.setFill(Color.BLACK);
        return symbol;
    }
}
