package io.prepstation.device.camera;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Optional;

/// What a program reads that gives a picture to ZXing once, with its hybrid binarizer: the floor that ours is held against.
public final class PlainZxing {

    private PlainZxing() {}

    public static Optional<String> read(LumaFrame frame) {
        var source =
                new PlanarYUVLuminanceSource(
                        frame.luma(),
                        frame.stride(),
                        frame.height(),
                        0,
                        0,
                        frame.width(),
                        frame.height(),
                        false);
        try {
            return Optional.of(
                    new QRCodeReader()
                            .decode(new BinaryBitmap(new HybridBinarizer(source)))
                            .getText());
        } catch (NotFoundException | ChecksumException | FormatException none) {
            return Optional.empty();
        }
    }
}
