package io.prepstation.device.balance;

import io.prepstation.device.serial.LineFramer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Recorded bytes of a balance to lines, for the command line; the framer and parser are the ones of the driver.
public final class BalanceDecoder {

    private static final int CHUNK = 4096;

    private final BalanceProtocol protocol;

    public BalanceDecoder(BalanceProtocol protocol) {
        this.protocol = protocol;
    }

    /// Hands over every frame of the stream as soon as it is complete; an unterminated rest counts as complete.
    ///
    /// @throws IOException if the stream cannot be read to its end
    public void decode(InputStream bytes, Consumer<BalanceLine> lines) throws IOException {
        LineFramer framer = framer();
        byte[] chunk = new byte[CHUNK];
        for (int count = bytes.read(chunk); count >= 0; count = bytes.read(chunk)) {
            framer.accept(Arrays.copyOf(chunk, count)).forEach(frame -> lines.accept(line(frame)));
        }
        framer.rest().ifPresent(frame -> lines.accept(line(frame)));
    }

    /// The first frame of a recorded line: exactly one result, noise if there is no frame in it.
    ///
    /// @param bytes one character a byte (ISO 8859-1)
    public BalanceLine first(String bytes) {
        LineFramer framer = framer();
        Stream<String> complete =
                framer.accept(bytes.getBytes(StandardCharsets.ISO_8859_1)).stream();
        return Stream.concat(complete, framer.rest().stream())
                .findFirst()
                .map(this::line)
                .orElseGet(() -> noise(bytes));
    }

    private LineFramer framer() {
        return new LineFramer(protocol.terminator(), protocol.longestFrame());
    }

    private BalanceLine line(String frame) {
        return BalanceLine.of(protocol.parse(frame), frame);
    }

    private static BalanceLine noise(String bytes) {
        return BalanceLine.of(new BalanceReply.Noise(), bytes);
    }
}
