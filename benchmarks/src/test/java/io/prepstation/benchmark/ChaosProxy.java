package io.prepstation.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// A network between stations and hub on which chance decides for each connection how it ends, until it is healed.
final class ChaosProxy implements AutoCloseable {

    /// What becomes of a connection after so many bytes one way.
    private enum Fate {
        WHOLE,
        CUT_REQUEST,
        CUT_ANSWER,
        /// Nothing more comes through either way, and nobody hangs up.
        STALL,
        /// What the station sends still arrives; of what the hub says nothing does, and nobody hangs up.
        HALF_OPEN
    }

    private static final int SHORTEST = 1;
    private static final int LONGEST_BITS = 16;

    private final ServerSocket listener;
    private final int hubPort;
    private final Random random;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch healed = new CountDownLatch(1);
    private volatile boolean chaotic = true;

    /// @param port where the stations believe the hub to be
    /// @param hubPort where it is
    ChaosProxy(int port, int hubPort, long seed) throws IOException {
        this.hubPort = hubPort;
        this.random = new Random(seed);
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread.startVirtualThread(this::accept);
    }

    /// From here on every byte comes through; connections that suffered are cut.
    void heal() {
        chaotic = false;
        healed.countDown();
        cutAll();
    }

    /// Every connection ends, whole ones too.
    void cutAll() {
        open.forEach(ChaosProxy::hangUp);
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
                Fate fate =
                        chaotic ? Fate.values()[random.nextInt(Fate.values().length)] : Fate.WHOLE;
                int bytes = SHORTEST + random.nextInt(1 << random.nextInt(LONGEST_BITS));
                Thread.startVirtualThread(() -> carry(station, fate, bytes));
            }
        } catch (IOException closed) {
            cutAll();
        }
    }

    private void carry(Socket station, Fate fate, int bytes) {
        open.add(station);
        try (station;
                Socket hub = new Socket(InetAddress.getLoopbackAddress(), hubPort)) {
            open.add(hub);
            Thread back =
                    Thread.startVirtualThread(() -> pump(hub, station, Way.ANSWER, fate, bytes));
            pump(station, hub, Way.REQUEST, fate, bytes);
            back.join();
            open.remove(hub);
        } catch (IOException noHub) {
            // The hub is dead at the moment, so this connection is.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(station);
        }
    }

    private enum Way {
        REQUEST,
        ANSWER
    }

    private void pump(Socket from, Socket to, Way way, Fate fate, int bytes) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[4096];
            int left = suffers(way, fate) ? bytes : Integer.MAX_VALUE;
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, Math.min(read, left));
                left -= Math.min(read, left);
                if (left == 0) {
                    end(in, fate);
                    return;
                }
            }
        } catch (IOException cut) {
            // Cut from one of its ends.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp(from);
            hangUp(to);
        }
    }

    private static boolean suffers(Way way, Fate fate) {
        return switch (fate) {
            case WHOLE -> false;
            case CUT_REQUEST -> way == Way.REQUEST;
            case CUT_ANSWER, HALF_OPEN -> way == Way.ANSWER;
            case STALL -> true;
        };
    }

    private void end(InputStream in, Fate fate) throws IOException, InterruptedException {
        switch (fate) {
            case WHOLE, CUT_REQUEST, CUT_ANSWER -> {
                // Hanging up is all.
            }
            case STALL -> healed.await();
            case HALF_OPEN -> in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
