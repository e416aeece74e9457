package io.prepstation.device.printer;

import io.prepstation.device.DeviceStatus;
import io.prepstation.device.DeviceStatus.Offline;
import io.prepstation.device.DeviceStatus.Reason;
import io.prepstation.device.Trouble;
import io.prepstation.device.Trouble.Kind;
import io.prepstation.model.label.LabelLayout;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A label printer on the network that speaks ZPL, port 9100. It is asked how it is before each label and after it.
public final class ZplPrinter implements LabelPrinter {

    private static final byte[] ASK_STATUS = "~HS\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STX = 2;
    private static final int ETX = 3;
    private static final int LONGEST_ANSWER = 128;

    private final String host;
    private final int port;
    private final int dotsPerMm;
    private final Duration patience;

    /// @param patience for connecting and for each answer
    public ZplPrinter(String host, int port, int dotsPerMm, Duration patience) {
        this.host = host;
        this.port = port;
        this.dotsPerMm = dotsPerMm;
        this.patience = patience;
    }

    @Override
    public DeviceStatus status() {
        try (Socket line = connected()) {
            HostStatus answer = ask(line);
            return answer.ready()
                    ? new DeviceStatus.Online("ZPL printer at " + host + ":" + port)
                    : new Offline(Reason.NOT_READY, answer.problems());
        } catch (IOException away) {
            return new Offline(Reason.NOT_FOUND, unreachable(away));
        }
    }

    @Override
    public PrintResult print(LabelLayout layout, String title) {
        byte[] label;
        try {
            label = ZplLabel.of(layout, dotsPerMm).bytes();
        } catch (UnreadableCode unreadable) {
            return new PrintResult.NotPrinted(unreadable.trouble());
        }
        try (Socket line = connected()) {
            HostStatus before = ask(line);
            if (!before.ready()) {
                return new PrintResult.NotPrinted(before.problems());
            }
            return send(line, label);
        } catch (IOException away) {
            return new PrintResult.NotPrinted(unreachable(away));
        }
    }

    /// The line keeps its order: an answer to a question behind the label says that the label has arrived.
    private PrintResult send(Socket line, byte[] label) {
        try {
            line.getOutputStream().write(label);
            HostStatus after = ask(line);
            return after.ready()
                    ? new PrintResult.Printed()
                    : new PrintResult.Unsure(
                            Stream.concat(
                                            after.problems().stream(),
                                            Stream.of(Trouble.of(Kind.LABEL_IN_PRINTER)))
                                    .toList());
        } catch (IOException lost) {
            return new PrintResult.Unsure(
                    List.of(Trouble.of(Kind.SILENT_AFTER_LABEL, lost.getMessage())));
        }
    }

    private Socket connected() throws IOException {
        Socket line = new Socket();
        try {
            line.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
            line.setSoTimeout((int) patience.toMillis());
            return line;
        } catch (IOException refused) {
            line.close();
            throw refused;
        }
    }

    private static HostStatus ask(Socket line) throws IOException {
        line.getOutputStream().write(ASK_STATUS);
        line.getOutputStream().flush();
        return heard(line.getInputStream());
    }

    /// The answer to `~HS`, of which the third string is not used.
    static HostStatus heard(InputStream from) throws IOException {
        String first = answer(from);
        String second = answer(from);
        answer(from);
        return HostStatus.of(first, second)
                .orElseThrow(() -> new IOException("it does not answer like a ZPL printer"));
    }

    /// One string between STX and ETX.
    private static String answer(InputStream from) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean begun = false;
        for (int read = 0; read < LONGEST_ANSWER; read++) {
            int next = next(from);
            if (next == STX) {
                begun = true;
            } else if (next == ETX) {
                return text.toString();
            } else if (begun) {
                text.append((char) next);
            }
        }
        throw new IOException("its answer has no end");
    }

    private static int next(InputStream from) throws IOException {
        try {
            int next = from.read();
            if (next < 0) {
                throw new IOException("it hung up");
            }
            return next;
        } catch (SocketTimeoutException silent) {
            throw new IOException("it does not answer", silent);
        }
    }

    private Trouble unreachable(IOException why) {
        return Trouble.of(Kind.PRINTER_AWAY, host + ":" + port, why.getMessage());
    }
}
