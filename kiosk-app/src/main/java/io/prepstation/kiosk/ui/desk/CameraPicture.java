package io.prepstation.kiosk.ui.desk;

/// A grey picture: the Y plane of a camera frame.
///
/// @param stride bytes from one row to the next, at least the width
/// @param luma not copied: the giver must not write to it any more
@SuppressWarnings("ArrayRecordComponent")
public record CameraPicture(int width, int height, int stride, byte[] luma) {

    public CameraPicture {
        if (width < 1
                || height < 1
                || stride < width
                || luma.length < stride * (height - 1) + width) {
            throw new IllegalArgumentException(
                    "a picture of "
                            + width
                            + "×"
                            + height
                            + " with "
                            + stride
                            + " bytes a row does not fit into "
                            + luma.length
                            + " bytes");
        }
    }
}
