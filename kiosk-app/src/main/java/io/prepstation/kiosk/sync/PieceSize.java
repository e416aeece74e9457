package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.AttachmentUpload;

/// How many bytes of an attachment go in one request. The hub keeps nothing of a request that was cut off, so pieces become
/// as small as the link needs them, and larger again while it carries them.
final class PieceSize {

    private static final int SMALLEST = 8 * 1024;

    /// So many arrive in a row before the next is larger.
    private static final int PROVEN = 4;

    private int bytes = AttachmentUpload.PIECE;
    private int inARow;

    int bytes() {
        return bytes;
    }

    void arrived() {
        inARow++;
        if (inARow == PROVEN) {
            bytes = Math.min(AttachmentUpload.PIECE, bytes * 2);
            inARow = 0;
        }
    }

    /// @return whether a smaller one may pass
    boolean halve() {
        inARow = 0;
        if (bytes == SMALLEST) {
            return false;
        }
        bytes = Math.max(SMALLEST, bytes / 2);
        return true;
    }
}
