package io.prepstation.device.camera;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads a QR code from a picture. One attempt costs 3–10 ms, and different pictures need different ones: live frames
/// get one attempt each, in turn; a still image gets all. Not thread-safe.
public final class QrReader {

    /// Larger pictures are not doubled: their codes are large enough, and the copy is not.
    private static final int MOST_PIXELS_TO_DOUBLE = 4_000_000;

    private static final Attempt HYBRID = new Attempt(Function.identity(), HybridBinarizer::new);
    private static final Attempt GLOBAL =
            new Attempt(Function.identity(), GlobalHistogramBinarizer::new);
    private static final Attempt HYBRID_HALF =
            new Attempt(frame -> frame.reducedBy(2), HybridBinarizer::new);
    private static final Attempt GLOBAL_HALF =
            new Attempt(frame -> frame.reducedBy(2), GlobalHistogramBinarizer::new);
    private static final Attempt HYBRID_THIRD =
            new Attempt(frame -> frame.reducedBy(3), HybridBinarizer::new);
    private static final Attempt GLOBAL_THIRD =
            new Attempt(frame -> frame.reducedBy(3), GlobalHistogramBinarizer::new);
    private static final Attempt CENTRE_DOUBLED =
            new Attempt(LumaFrame::centreDoubled, HybridBinarizer::new);
    private static final Attempt HYBRID_DOUBLED =
            new Attempt(QrReader::doubledIfSmall, HybridBinarizer::new);
    private static final Attempt GLOBAL_DOUBLED =
            new Attempt(QrReader::doubledIfSmall, GlobalHistogramBinarizer::new);
    private static final Attempt INVERTED = new Attempt(Function.identity(), QrReader::inverted);
    private static final Attempt INVERTED_HALF =
            new Attempt(frame -> frame.reducedBy(2), QrReader::inverted);
    private static final Attempt INVERTED_DOUBLED =
            new Attempt(QrReader::doubledIfSmall, QrReader::inverted);

    private static final List<Attempt> LIVE =
            List.of(
                    GLOBAL,
                    HYBRID_HALF,
                    CENTRE_DOUBLED,
                    GLOBAL_HALF,
                    HYBRID,
                    HYBRID_THIRD,
                    INVERTED);

    private static final List<Attempt> STILL =
            List.of(
                    HYBRID,
                    GLOBAL,
                    HYBRID_HALF,
                    GLOBAL_HALF,
                    HYBRID_THIRD,
                    GLOBAL_THIRD,
                    CENTRE_DOUBLED,
                    HYBRID_DOUBLED,
                    GLOBAL_DOUBLED,
                    INVERTED,
                    INVERTED_HALF,
                    INVERTED_DOUBLED);

    private static final int QUARTER_TURNS = 4;

    /// About a second at ten frames a second.
    private static final int LOSSES_UNTIL_FORGOTTEN = 5;

    private final QRCodeReader reader = new QRCodeReader();
    private Attempt favourite = HYBRID;
    private int losses;
    private int turn;
    private boolean othersTurn;

    /// One way to look at a picture: how large, and how grey becomes black or white.
    private record Attempt(
            Function<LumaFrame, LumaFrame> scale, Function<LuminanceSource, Binarizer> binarizer) {

        BinaryBitmap on(LumaFrame frame) {
            return new BinaryBitmap(binarizer.apply(source(scale.apply(frame))));
        }
    }

    /// The text of the code in a live frame, if this frame's attempt finds one.
    ///
    /// Every second frame gets the attempt that read the last code, the ones between share the others: a code that only
    /// one attempt can read is still read several times a second, so that it does not seem to leave the view.
    public Optional<String> readLive(LumaFrame frame) {
        boolean others = othersTurn;
        othersTurn = !others;
        return others ? readByAnother(frame) : readByFavourite(frame);
    }

    /// The text of the code in a still image, with every attempt there is, on each side.
    public Optional<String> readStill(LumaFrame image) {
        LumaFrame turned = image;
        for (int quarter = 0; quarter < QUARTER_TURNS; quarter++) {
            for (Attempt attempt : STILL) {
                Optional<String> text = read(turned, attempt);
                if (text.isPresent()) {
                    return text;
                }
            }
            turned = turned.turned();
        }
        return Optional.empty();
    }

    private Optional<String> readByFavourite(LumaFrame frame) {
        Optional<String> text = read(frame, favourite);
        losses = text.isPresent() ? 0 : losses + 1;
        if (losses == LOSSES_UNTIL_FORGOTTEN) {
            prefer(HYBRID);
        }
        return text;
    }

    private Optional<String> readByAnother(LumaFrame frame) {
        Attempt attempt = LIVE.get(turn);
        turn = (turn + 1) % LIVE.size();
        Optional<String> text = read(frame, attempt);
        if (text.isPresent() && losses > 0) {
            prefer(attempt);
        }
        return text;
    }

    private void prefer(Attempt attempt) {
        favourite = attempt;
        losses = 0;
    }

    private Optional<String> read(LumaFrame frame, Attempt attempt) {
        try {
            return Optional.of(reader.decode(attempt.on(frame)).getText());
        } catch (NotFoundException | ChecksumException | FormatException none) {
            return Optional.empty();
        }
    }

    /// The stride is the data width of the source: padding costs no copy.
    private static LuminanceSource source(LumaFrame frame) {
        return new PlanarYUVLuminanceSource(
                frame.luma(),
                frame.stride(),
                frame.height(),
                0,
                0,
                frame.width(),
                frame.height(),
                false);
    }

    private static Binarizer inverted(LuminanceSource source) {
        return new HybridBinarizer(source.invert());
    }

    private static LumaFrame doubledIfSmall(LumaFrame frame) {
        return frame.width() * frame.height() <= MOST_PIXELS_TO_DOUBLE ? frame.doubled() : frame;
    }
}
