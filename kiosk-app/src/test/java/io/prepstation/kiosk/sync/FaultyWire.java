package io.prepstation.kiosk.sync;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;

/// A wire between station and hub that carries bytes until it is told to do worse. What is set holds for connections
/// made from then on; older ones are cut.
final class FaultyWire implements AutoCloseable {

    /// What happens to a connection.
    sealed interface Fault {
        record None() implements Fault {}

        /// The request arrives; of the answer only so many bytes do.
        record CutAnswerAfter(int bytes) implements Fault {}

        /// Of the request only so many bytes arrive.
        record CutRequestAfter(int bytes) implements Fault {}

        /// The request arrives, the answer never does, and nobody hangs up.
        record Silence() implements Fault {}

        /// The hub answers, but of what begins like this it knows nothing, as a hub of before there was such a thing.
        record Unknown(String start) implements Fault {}

        /// The hub answers, but to what begins like this something in front of it does, as if the hub were away.
        record BadGateway(String start) implements Fault {}

        /// The hub answers, but refuses for good what begins like this, and has heard nothing of it.
        record Refused(String start) implements Fault {}

        /// All arrives, and what begins like this is written down, unpacked.
        record Heard(String start, List<String> bodies) implements Fault {}

        /// Of the request so many bytes arrive, the rest when the gate opens.
        record HoldRequestAfter(int bytes, CountDownLatch gate) implements Fault {}

        /// Somebody else answers.
        record Answer(String head, String body) implements Fault {}
    }

    private static final String NOT_FOUND =
            "{\"status\":404,\"title\":\"Not Found\",\"code\":\"NOT_FOUND\",\"detail\":\"nothing here\"}";
    private static final String WRONG_TYPE =
            "{\"status\":422,\"title\":\"Unprocessable Content\",\"code\":\"WRONG_TYPE\",\"field\":\"sha256\",\"detail\":\"not of this type\"}";

    private final int hubPort;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> mute = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicLong answered = new AtomicLong();
    private volatile Fault fault = new Fault.None();
    private final AtomicReference<Fault> once = new AtomicReference<>();
    private ServerSocket listener;

    FaultyWire(int hubPort) throws IOException {
        this.hubPort = hubPort;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int connections() {
        return connections.get();
    }

    /// How many requests the hub was said not to know, and how many connections were held.
    int faults() {
        return faults.get();
    }

    /// Bytes of answers of the hub that passed.
    long answered() {
        return answered.get();
    }

    void set(Fault worse) {
        fault = worse;
        cutAll();
    }

    /// What stands goes on standing, and nothing passes through it any more.
    void fallSilent() {
        mute.addAll(open);
    }

    /// Only of the next connection.
    void cutNextAnswerAfter(int bytes) {
        once.set(new Fault.CutAnswerAfter(bytes));
        cutAll();
    }

    void repair() {
        set(new Fault.None());
    }

    /// Connections are refused from now on.
    void unplug() throws IOException {
        listener.close();
        cutAll();
    }

    void plug() throws IOException {
        listener = listen(port);
    }

    @Override
    public void close() throws IOException {
        unplug();
    }

    private ServerSocket listen(int wanted) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        Thread.startVirtualThread(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket station = socket.accept();
                connections.incrementAndGet();
                // Known before the fault is read: what is set from now on cuts it.
                open.add(station);
                Fault next = once.getAndSet(null);
                Fault holding = next == null ? fault : next;
                if (socket.isClosed()) {
                    hangUp(station);
                }
                Thread.startVirtualThread(() -> carry(station, holding));
            }
        } catch (IOException unplugged) {
            cutAll();
        }
    }

    private void carry(Socket station, Fault holding) {
        try (station) {
            switch (holding) {
                case Fault.None _ -> connect(station, Integer.MAX_VALUE, Integer.MAX_VALUE);
                case Fault.CutAnswerAfter(var bytes) -> connect(station, Integer.MAX_VALUE, bytes);
                case Fault.CutRequestAfter(var bytes) -> connect(station, bytes, Integer.MAX_VALUE);
                case Fault.Silence _ ->
                        station.getInputStream().transferTo(OutputStream.nullOutputStream());
                case Fault.Unknown(var start) ->
                        connectUnless(station, start, "404 Not Found", NOT_FOUND);
                case Fault.BadGateway(var start) ->
                        connectUnless(station, start, "502 Bad Gateway", "<html>");
                case Fault.Refused(var start) ->
                        connectUnless(station, start, "422 Unprocessable Content", WRONG_TYPE);
                case Fault.Heard(var start, var bodies) -> hear(station, start, bodies);
                case Fault.HoldRequestAfter(var bytes, var gate) -> hold(station, bytes, gate);
                case Fault.Answer(var head, var body) -> answer(station, head, body);
            }
        } catch (IOException cut) {
            // A cut wire is what this is for.
        } finally {
            open.remove(station);
        }
    }

    private void connect(Socket station, int requestBytes, int answerBytes) throws IOException {
        try (Socket hub = new Socket(InetAddress.getLoopbackAddress(), hubPort)) {
            open.add(hub);
            Thread back = Thread.startVirtualThread(() -> pump(hub, station, answerBytes));
            pump(station, hub, requestBytes);
            back.join();
            open.remove(hub);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One request a connection, so that each is looked at; the live connection is one.
    private void connectUnless(Socket station, String start, String status, String problem)
            throws IOException {
        String head = readHead(station.getInputStream());
        if (head.startsWith(start)) {
            station.getInputStream().readNBytes(bodyLength(head));
            faults.incrementAndGet();
            send(station, status, problem);
            return;
        }
        try (Socket hub = new Socket(InetAddress.getLoopbackAddress(), hubPort)) {
            open.add(hub);
            boolean live = head.toLowerCase(Locale.ROOT).contains("upgrade: websocket");
            String closing = live ? head : head.replaceFirst("\r\n", "\r\nConnection: close\r\n");
            hub.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
            Thread back = Thread.startVirtualThread(() -> pump(hub, station, Integer.MAX_VALUE));
            pump(station, hub, Integer.MAX_VALUE);
            back.join();
            open.remove(hub);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One request a connection, so that each is heard.
    private void hear(Socket station, String start, List<String> bodies) throws IOException {
        String head = readHead(station.getInputStream());
        byte[] body = station.getInputStream().readNBytes(bodyLength(head));
        if (head.startsWith(start)) {
            bodies.add(new String(unpacked(head, body), StandardCharsets.UTF_8));
        }
        try (Socket hub = new Socket(InetAddress.getLoopbackAddress(), hubPort)) {
            open.add(hub);
            String closing = head.replaceFirst("\r\n", "\r\nConnection: close\r\n");
            hub.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
            hub.getOutputStream().write(body);
            pump(hub, station, Integer.MAX_VALUE);
            open.remove(hub);
        }
    }

    private static byte[] unpacked(String head, byte[] body) throws IOException {
        if (!head.toLowerCase(Locale.ROOT).contains("content-encoding: gzip")) {
            return body;
        }
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return plain.readAllBytes();
        }
    }

    private void hold(Socket station, int bytes, CountDownLatch gate) throws IOException {
        try (Socket hub = new Socket(InetAddress.getLoopbackAddress(), hubPort)) {
            open.add(hub);
            Thread back = Thread.startVirtualThread(() -> pump(hub, station, Integer.MAX_VALUE));
            byte[] piece = new byte[4096];
            for (int left = bytes; left > 0; ) {
                int read = station.getInputStream().read(piece, 0, Math.min(piece.length, left));
                left = read < 0 ? 0 : left - read;
                hub.getOutputStream().write(piece, 0, Math.max(read, 0));
            }
            faults.incrementAndGet();
            gate.await();
            pump(station, hub, Integer.MAX_VALUE);
            back.join();
            open.remove(hub);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Carries so many bytes one way, then cuts both ways.
    private void pump(Socket from, Socket to, int most) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[4096];
            int left = most;
            int read = left == 0 ? waitFor(in) : in.read(piece);
            while (read >= 0 && left > 0) {
                if (!mute.contains(from)) {
                    out.write(piece, 0, Math.min(read, left));
                    answered.addAndGet(from.getPort() == hubPort ? Math.min(read, left) : 0);
                }
                left -= Math.min(read, left);
                read = left == 0 ? -1 : in.read(piece);
            }
        } catch (IOException cut) {
            // Cut from the other side.
        } finally {
            hangUp(from);
            hangUp(to);
        }
    }

    /// An answer of which nothing arrives must have been given before the wire is cut.
    private static int waitFor(InputStream in) throws IOException {
        return in.read();
    }

    private static void answer(Socket station, String head, String body) throws IOException {
        InputStream in = station.getInputStream();
        in.readNBytes(bodyLength(readHead(in)));
        send(station, head, body);
    }

    private static void send(Socket station, String head, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String text =
                "HTTP/1.1 "
                        + head
                        + "\r\nContent-Length: "
                        + bytes.length
                        + "\r\nConnection: close\r\n\r\n";
        OutputStream out = station.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int at = in.read();
        while (at >= 0) {
            head.append((char) at);
            at = head.toString().endsWith("\r\n\r\n") ? -1 : in.read();
        }
        return head.toString();
    }

    private static int bodyLength(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        int length = lower.indexOf("content-length:");
        return length < 0
                ? 0
                : Integer.parseInt(
                        lower.substring(length + 15, lower.indexOf("\r\n", length)).strip());
    }

    private void cutAll() {
        open.forEach(FaultyWire::hangUp);
        open.clear();
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
