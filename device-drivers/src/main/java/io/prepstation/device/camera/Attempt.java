package io.prepstation.device.camera;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// One way to look at a picture: what is done to it first, and how grey becomes black or white.
@SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
enum Attempt {
    PLAIN(1, UnaryOperator.identity(), HybridBinarizer::new),
    WIDE_LIGHT(1, UnaryOperator.identity(), source -> local(source, 80)),
    FIRM(1, UnaryOperator.identity(), source -> new LocalBinarizer(source, 40, 0.2)),
    GLOBAL(1, UnaryOperator.identity(), GlobalHistogramBinarizer::new),
    HALF(0.5, frame -> frame.reducedBy(2), HybridBinarizer::new),
    HALF_FINE_LIGHT(0.5, frame -> frame.reducedBy(2), source -> local(source, 10)),
    HALF_WIDE_LIGHT(0.5, frame -> frame.reducedBy(2), source -> local(source, 80)),
    HALF_GLOBAL(0.5, frame -> frame.reducedBy(2), GlobalHistogramBinarizer::new),
    THIRD(1 / 3.0, frame -> frame.reducedBy(3), HybridBinarizer::new),
    THIRD_GLOBAL(1 / 3.0, frame -> frame.reducedBy(3), GlobalHistogramBinarizer::new),
    CENTRE_DOUBLED(2, LumaFrame::centreDoubled, HybridBinarizer::new),
    CENTRE_DOUBLED_WIDE_LIGHT(2, LumaFrame::centreDoubled, source -> local(source, 80)),
    CENTRE_DOUBLED_SHARPENED(
            2, frame -> Retouch.sharpened(frame.centreDoubled()), HybridBinarizer::new),
    STRETCHED_SMOOTHED(
            1, frame -> Retouch.stretched(Retouch.smoothed(frame)), HybridBinarizer::new),
    SMOOTHED_WIDE_LIGHT(1, Retouch::smoothed, source -> local(source, 80)),
    SMOOTHED_SHARPENED(
            1, frame -> Retouch.sharpened(Retouch.smoothed(frame)), HybridBinarizer::new),
    SHARPENED_WIDE_LIGHT(1, Retouch::sharpened, source -> local(source, 40)),
    TURNED(1, Retouch::turnedByEighth, source -> local(source, 40)),
    TURNED_CENTRE_DOUBLED(
            2, frame -> Retouch.turnedByEighth(frame.centreDoubled()), HybridBinarizer::new),
    DOUBLED(2, Attempt::doubledIfSmall, HybridBinarizer::new),
    DOUBLED_GLOBAL(2, Attempt::doubledIfSmall, GlobalHistogramBinarizer::new),
    INVERTED(1, Retouch::inverted, HybridBinarizer::new),
    INVERTED_HALF(0.5, frame -> Retouch.inverted(frame.reducedBy(2)), HybridBinarizer::new),
    INVERTED_DOUBLED(2, frame -> Retouch.inverted(doubledIfSmall(frame)), HybridBinarizer::new);

    /// Larger pictures are not doubled: their codes are large enough, and the copy is not.
    private static final int MOST_PIXELS_TO_DOUBLE = 4_000_000;

    private static final double MARGIN = 0.08;

    private final double enlarged;
    private final UnaryOperator<LumaFrame> retouch;
    private final Function<LuminanceSource, Binarizer> binarizer;

    Attempt(
            double enlarged,
            UnaryOperator<LumaFrame> retouch,
            Function<LuminanceSource, Binarizer> binarizer) {
        this.enlarged = enlarged;
        this.retouch = retouch;
        this.binarizer = binarizer;
    }

    BinaryBitmap on(LumaFrame frame) {
        return new BinaryBitmap(binarizer.apply(source(retouch.apply(frame))));
    }

    /// How many pixels of what is looked at stand for one of the picture.
    double enlarged() {
        return enlarged;
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

    private static Binarizer local(LuminanceSource source, int half) {
        return new LocalBinarizer(source, half, MARGIN);
    }

    private static LumaFrame doubledIfSmall(LumaFrame frame) {
        return frame.width() * frame.height() <= MOST_PIXELS_TO_DOUBLE ? frame.doubled() : frame;
    }
}
