package io.prepstation.device.printer;

import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.label.LabelLayout.Code;
import io.prepstation.model.label.LabelLayout.Item;
import io.prepstation.model.label.LabelLayout.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A label in Zebra's language. Texts are set by the printer's own font; codes are sent dot by dot (`^GFA`), so that what
/// is printed is what was decoded before (ZPL II Programming Guide).
public final class ZplLabel {

    private static final Pattern GRAPHIC =
            Pattern.compile("\\^GFA,(\\d+),\\d+,(\\d+),([0-9A-F]+)\\^FS");

    /// A character of the scalable font is as wide as 0.62 of its height, at most.
    private static final double WIDEST = 0.62;

    /// The height of a font is that of its capitals and what hangs below them.
    private static final double BELOW = 1.35;

    private final LabelLayout layout;
    private final int dotsPerMm;
    private final String text;

    private ZplLabel(LabelLayout layout, int dotsPerMm) {
        this.layout = layout;
        this.dotsPerMm = dotsPerMm;
        this.text = written();
    }

    /// @param dotsPerMm 8 for 203 dpi, 12 for 300 dpi
    /// @throws UnreadableCode if a code on it cannot be read back from its dots
    public static ZplLabel of(LabelLayout layout, int dotsPerMm) throws UnreadableCode {
        ZplLabel label = new ZplLabel(layout, dotsPerMm);
        List<String> wanted =
                layout.items().stream()
                        .filter(Code.class::isInstance)
                        .map(item -> ((Code) item).text())
                        .toList();
        List<CodeBitmap> sent = codesIn(label.text);
        for (int i = 0; i < wanted.size(); i++) {
            UnreadableCode.unlessReads(sent.get(i).decoded(), wanted.get(i));
        }
        return label;
    }

    /// The codes that a text in ZPL prints, in their order.
    public static List<CodeBitmap> codesIn(String zpl) {
        Matcher graphic = GRAPHIC.matcher(zpl);
        return graphic.results()
                .map(found -> CodeBitmap.ofHex(found.group(3), Integer.parseInt(found.group(2))))
                .toList();
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String written() {
        StringBuilder zpl =
                new StringBuilder(
                        "^XA^CI28^PW%d^LL%d^LH0,0\n"
                                .formatted(dots(layout.width()), dots(layout.height())));
        layout.items().forEach(item -> zpl.append(field(item)).append('\n'));
        return zpl.append("^PQ1^XZ\n").toString();
    }

    private String field(Item item) {
        return switch (item) {
            case Text line ->
                    "^FO%d,%d^A0N,%d^FH_^FD%s^FS"
                            .formatted(
                                    dots(line.left()),
                                    dots(line.top()),
                                    dots(line.height() * BELOW),
                                    escaped(cut(line)));
            case Code code -> {
                CodeBitmap bitmap = CodeBitmap.of(code.text(), dots(code.side()));
                int bytes = bitmap.bytesPerRow() * bitmap.side();
                yield "^FO%d,%d^GFA,%d,%d,%d,%s^FS"
                        .formatted(
                                dots(code.left()),
                                dots(code.top()),
                                bytes,
                                bytes,
                                bitmap.bytesPerRow(),
                                bitmap.hex());
            }
        };
    }

    private static String cut(Text line) {
        int most = (int) (line.most() / (line.height() * WIDEST));
        int length = line.text().codePointCount(0, line.text().length());
        return length <= most
                ? line.text()
                : line.text().substring(0, line.text().offsetByCodePoints(0, Math.max(0, most - 1)))
                        + "…";
    }

    /// What would be a command is written as its bytes (`^FH_`), and so is the mark itself.
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = next >= ' ' && next < 0x7f && "^~\\_".indexOf(next) < 0;
            safe.append(plain ? Character.toString(next) : "_%02X".formatted(next & 0xff));
        }
        return safe.toString();
    }

    private int dots(double millimetres) {
        return (int) Math.round(millimetres * dotsPerMm);
    }
}
