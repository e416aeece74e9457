package io.prepstation.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// A network between stations and hub on which chance decides for each connection how it ends, until it is healed. Each fate
/// comes as often as the others, in any order; it counts as soon as a connection carried so many bytes that it met it.
final class ChaosProxy implements AutoCloseable {

    /// What becomes of a connection after so many bytes one way.
    enum Fate {
        WHOLE,
        CUT_REQUEST,
        CUT_ANSWER,
        /// Nothing more comes through either way, and nobody hangs up.
        STALL,
        /// What the station sends still arrives; of what the hub says nothing does, and nobody hangs up.
        HALF_OPEN;

        static List<Fate> bad() {
            return List.of(CUT_REQUEST, CUT_ANSWER, STALL, HALF_OPEN);
        }
    }

    private static final int SHORTEST = 1;
    private static final int LONGEST_BITS = 16;

    private final ServerSocket listener;
    private final int hubPort;
    private final Random random;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Map<Fate, Integer> met = new EnumMap<>(Fate.class);
    private final List<Fate> deck = new ArrayList<>();
    private final CountDownLatch healed = new CountDownLatch(1);
    private volatile boolean chaotic = true;

    /// @param port where the stations believe the hub to be
    /// @param hubPort where it is
    ChaosProxy(int port, int hubPort, long seed) throws IOException {
        this.hubPort = hubPort;
        this.random = new Random(seed);
        Fate.bad().forEach(fate -> met.put(fate, 0));
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread.startVirtualThread(this::accept);
    }

    /// How many connections met each fate so far.
    Map<Fate, Integer> met() {
        synchronized (met) {
            return new EnumMap<>(met);
        }
    }

    /// From here on every byte comes through; connections that suffered are cut.
    void heal() {
        chaotic = false;
        healed.countDown();
        cutAll();
    }

    /// Every connection ends, whole ones too.
    void cutAll() {
        open.forEach(Connection::hangUp);
    }

    /// Those end that met nothing yet, so that others come.
    void cutWhole() {
        open.stream().filter(one -> !one.suffers.get()).forEach(Connection::hangUp);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        heal();
    }

    private void accept() {
        try {
            while (true) {
                Socket station = listener.accept();
                Fate fate = chaotic ? next() : Fate.WHOLE;
                int bytes = SHORTEST + random.nextInt(1 << random.nextInt(LONGEST_BITS));
                Connection connection = new Connection(station, fate, bytes);
                Thread.startVirtualThread(connection::carry);
            }
        } catch (IOException closed) {
            cutAll();
        }
    }

    private Fate next() {
        if (deck.isEmpty()) {
            deck.addAll(List.of(Fate.values()));
            Collections.shuffle(deck, random);
        }
        return deck.removeLast();
    }

    private enum Way {
        REQUEST,
        ANSWER
    }

    private final class Connection {

        private final Socket station;
        private final Socket hub = new Socket();
        private final Fate fate;
        private final int bytes;
        private final AtomicBoolean suffers = new AtomicBoolean();

        private Connection(Socket station, Fate fate, int bytes) {
            this.station = station;
            this.fate = fate;
            this.bytes = bytes;
        }

        private void carry() {
            open.add(this);
            try {
                hub.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hubPort));
                Thread back = Thread.startVirtualThread(() -> pump(hub, station, Way.ANSWER));
                pump(station, hub, Way.REQUEST);
                back.join();
            } catch (IOException noHub) {
                // The hub is dead at the moment, so this connection is.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                hangUp();
                open.remove(this);
            }
        }

        private void pump(Socket from, Socket to, Way way) {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] piece = new byte[4096];
                int left = suffers(way) ? bytes : Integer.MAX_VALUE;
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    out.write(piece, 0, Math.min(read, left));
                    left -= Math.min(read, left);
                    if (left == 0) {
                        meet();
                        end(in);
                        return;
                    }
                }
            } catch (IOException cut) {
                // Cut from one of its ends.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                hangUp();
            }
        }

        private boolean suffers(Way way) {
            return switch (fate) {
                case WHOLE -> false;
                case CUT_REQUEST -> way == Way.REQUEST;
                case CUT_ANSWER, HALF_OPEN -> way == Way.ANSWER;
                case STALL -> true;
            };
        }

        /// Once, whichever way it comes first.
        private void meet() {
            if (chaotic && suffers.compareAndSet(false, true)) {
                synchronized (met) {
                    met.merge(fate, 1, Integer::sum);
                }
            }
        }

        private void end(InputStream in) throws IOException, InterruptedException {
            switch (fate) {
                case WHOLE, CUT_REQUEST, CUT_ANSWER -> {
                    // Hanging up is all.
                }
                case STALL -> healed.await();
                case HALF_OPEN -> in.transferTo(OutputStream.nullOutputStream());
            }
        }

        private void hangUp() {
            try {
                station.close();
                hub.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
