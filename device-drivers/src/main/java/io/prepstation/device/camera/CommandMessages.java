package io.prepstation.device.camera;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a camera command says on its error output. One thread drains it, so that the command never waits for us; lines
/// are cut, because nobody promises that they end.
final class CommandMessages {

    private static final String SIZE_CHANGED = "Stream configuration adjusted";
    private static final int LONGEST = 300;
    private static final int CHUNK = 4096;

    private final StringBuilder line = new StringBuilder();
    private volatile String last = "";
    private volatile @Nullable String sizeChange;

    /// The last line that was not blank, at most its first 300 characters.
    String last() {
        return last;
    }

    /// The line by which `rpicam-vid` says that its frames are not of the size that was asked for.
    Optional<String> sizeChange() {
        return Optional.ofNullable(sizeChange);
    }

    /// Returns at the end of the output.
    void drain(InputStream output) {
        byte[] chunk = new byte[CHUNK];
        try (output) {
            for (int read = output.read(chunk); read >= 0; read = output.read(chunk)) {
                for (int i = 0; i < read; i++) {
                    accept(chunk[i]);
                }
            }
            end();
        } catch (IOException closed) {
            last = "its messages could not be read: " + closed.getMessage();
        }
    }

    /// A progress line ends with a carriage return only. Control characters never reach a screen.
    private void accept(byte next) {
        if (next == '\n' || next == '\r') {
            end();
        } else if (line.length() < LONGEST) {
            line.append(next >= ' ' && next < 0x7f ? (char) next : '?');
        }
    }

    private void end() {
        String whole = line.toString().strip();
        line.setLength(0);
        if (!whole.isEmpty()) {
            last = whole;
        }
        if (whole.contains(SIZE_CHANGED)) {
            sizeChange = whole;
        }
    }
}
