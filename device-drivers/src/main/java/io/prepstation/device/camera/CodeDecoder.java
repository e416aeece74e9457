package io.prepstation.device.camera;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.Reader;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.DecoderResult;
import com.google.zxing.common.DetectorResult;
import com.google.zxing.datamatrix.DataMatrixReader;
import com.google.zxing.oned.Code128Reader;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a code in black and white, and tells how near it came to one. Not thread-safe.
final class CodeDecoder {

    /// A finder pattern's middle lies so many modules inside the code.
    private static final int FINDERS_INSIDE = 7;

    private static final String SEPARATOR = "\u001d";

    /// Without it ZXing drops FNC1 from a Code 128, and a batch runs into what follows it.
    private static final Map<DecodeHintType, ?> KEEPING_SEPARATORS =
            Map.of(DecodeHintType.ASSUME_GS1, true);

    private final boolean qr;
    private final Decoder decoder = new Decoder();
    private final List<Reader> others = new ArrayList<>();

    CodeDecoder(Set<Symbology> kinds) {
        qr = kinds.contains(Symbology.QR);
        if (kinds.contains(Symbology.DATA_MATRIX)) {
            others.add(new DataMatrixReader());
        }
        if (kinds.contains(Symbology.CODE_128)) {
            others.add(new Code128Reader());
        }
    }

    CodeSight look(BinaryBitmap picture) {
        CodeSight sight = qr ? lookForQr(picture) : new CodeSight.Nothing();
        if (sight instanceof CodeSight.Read) {
            return sight;
        }
        for (Reader other : others) {
            try {
                return new CodeSight.Read(text(other.decode(picture, KEEPING_SEPARATORS)));
            } catch (NotFoundException | ChecksumException | FormatException none) {
                other.reset();
            }
        }
        return sight;
    }

    private CodeSight lookForQr(BinaryBitmap picture) {
        DetectorResult found;
        try {
            found = new Detector(picture.getBlackMatrix()).detect();
        } catch (NotFoundException | FormatException none) {
            return new CodeSight.Nothing();
        }
        try {
            return new CodeSight.Read(text(decoder.decode(found.getBits())));
        } catch (ChecksumException | FormatException unreadable) {
            return new CodeSight.Unreadable(moduleSize(found));
        }
    }

    private static double moduleSize(DetectorResult found) {
        ResultPoint[] finders = found.getPoints();
        double side = ResultPoint.distance(finders[0], finders[1]);
        return side / (found.getBits().getWidth() - FINDERS_INSIDE);
    }

    /// A code of GS1 keeps its mark before the text, because `01…` alone could be anything.
    private static String text(DecoderResult code) {
        return marked("]Q" + code.getSymbologyModifier(), code.getText());
    }

    private static String text(Result code) {
        Object mark =
                code.getResultMetadata() == null
                        ? null
                        : code.getResultMetadata().get(ResultMetadataType.SYMBOLOGY_IDENTIFIER);
        boolean linear = code.getBarcodeFormat() == BarcodeFormat.CODE_128;
        return marked(mark == null && linear ? "]C0" : String.valueOf(mark), ended(code.getText()));
    }

    /// ZXing takes a check digit of a Code 128 that has the value of FNC1 for a separator; behind the last element none says
    /// anything.
    private static String ended(String text) {
        return text.endsWith(SEPARATOR) ? text.substring(0, text.length() - 1) : text;
    }

    /// FNC1 before the first element is what the mark says; ZXing hands it on as a separator in a Data Matrix, and as the mark
    /// in a Code 128.
    private static String marked(String aim, String text) {
        return switch (aim) {
            case "]Q3", "]Q4", "]d2", "]C1" -> aim + without(without(text, aim), SEPARATOR);
            default -> text;
        };
    }

    private static String without(String text, String start) {
        return text.startsWith(start) ? text.substring(start.length()) : text;
    }
}
