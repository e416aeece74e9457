package io.prepstation.device.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/// A label printer on the wire: answers `~HS` by its conditions and keeps each label that it took.
public final class SimulatedPrinter implements AutoCloseable {

    /// What can be wrong with it.
    public enum Condition {
        PAPER_OUT,
        HEAD_OPEN,
        PAUSED,
        /// Takes everything and answers nothing.
        MUTE,
        /// Hangs up when a label has arrived.
        HANGS_UP,
        /// Has paper for one label.
        LAST_LABEL
    }

    private static final String BEGIN = "^XA";
    private static final String END = "^XZ";

    private final ServerSocket server;
    private final Set<Condition> conditions = new CopyOnWriteArraySet<>();
    private final List<String> labels = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    private SimulatedPrinter(ServerSocket server) {
        this.server = server;
    }

    /// Listens on a free port of this computer alone.
    public static SimulatedPrinter open() throws IOException {
        return open(0);
    }

    /// @param port 0 for any that is free
    public static SimulatedPrinter open(int port) throws IOException {
        SimulatedPrinter printer =
                new SimulatedPrinter(new ServerSocket(port, 8, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().name("simulated printer").daemon().start(printer::serve);
        return printer;
    }

    public int port() {
        return server.getLocalPort();
    }

    public void set(Condition... now) {
        conditions.clear();
        conditions.addAll(List.of(now));
    }

    /// What was printed, oldest first: each from `^XA` to `^XZ`.
    public List<String> labels() {
        return List.copyOf(labels);
    }

    /// What it was sent, in its order: `~HS` for each question, `^XA` for each label.
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket line = server.accept();
                Thread.startVirtualThread(() -> converse(line));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket line) {
        try (line) {
            InputStream from = line.getInputStream();
            StringBuilder arriving = new StringBuilder();
            for (int next = from.read(); next >= 0; next = from.read()) {
                arriving.append((char) next);
                if (endsWith(arriving, "~HS")) {
                    arriving.setLength(0);
                    heard.add("~HS");
                    answer(line);
                } else if (endsWith(arriving, END)) {
                    heard.add(BEGIN);
                    keep(arriving.substring(arriving.indexOf(BEGIN)));
                    arriving.setLength(0);
                    if (conditions.contains(Condition.HANGS_UP)) {
                        return;
                    }
                }
            }
        } catch (IOException gone) {
            return;
        }
    }

    /// Calls the listener with each label from now on.
    public void onLabel(Consumer<String> listener) {
        listeners.add(listener);
    }

    private void keep(String bytes) {
        String label =
                new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        labels.add(label);
        if (conditions.remove(Condition.LAST_LABEL)) {
            conditions.add(Condition.PAPER_OUT);
        }
        listeners.forEach(listener -> listener.accept(label));
    }

    private void answer(Socket line) throws IOException {
        if (conditions.contains(Condition.MUTE)) {
            return;
        }
        String answer =
                "\u0002030,%d,%d,0456,000,0,0,0,000,0,0,0\u0003\r\n\u0002000,0,%d,0,0,2,4,0,00000000,1,000\u0003\r\n\u00021234,0\u0003\r\n"
                        .formatted(
                                flag(Condition.PAPER_OUT),
                                flag(Condition.PAUSED),
                                flag(Condition.HEAD_OPEN));
        line.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private int flag(Condition condition) {
        return conditions.contains(condition) ? 1 : 0;
    }

    private static boolean endsWith(StringBuilder arriving, String end) {
        return arriving.length() >= end.length()
                && arriving.substring(arriving.length() - end.length()).equals(end);
    }
}
