package io.prepstation.kiosk.metrics;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the running station tells its figures to commands beside it: a socket in its data directory, which nobody but
/// its own user may enter.
public final class FiguresSocket implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("Metrics");
    private static final String NAME = "figures.sock";

    private final Path path;
    private final ServerSocketChannel server;
    private final Supplier<String> text;

    private FiguresSocket(Path path, ServerSocketChannel server, Supplier<String> text) {
        this.path = path;
        this.server = server;
        this.text = text;
    }

    /// Answers until it is closed; in place of one that a killed program left.
    ///
    /// @param text asked for at each question, on a thread of its own
    /// @return empty where none can be opened; the log says why
    public static Optional<FiguresSocket> open(Path data, Supplier<String> text) {
        Path path = data.resolve(NAME);
        try {
            Files.deleteIfExists(path);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                server.bind(UnixDomainSocketAddress.of(path));
            } catch (IOException e) {
                server.close();
                throw e;
            }
            FiguresSocket socket = new FiguresSocket(path, server, text);
            Thread.ofVirtual().name("figures").start(socket::serve);
            return Optional.of(socket);
        } catch (IOException e) {
            log.warn("figures are told to nobody: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /// What the running station tells; empty if none runs.
    public static Optional<String> ask(Path data) {
        try (SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(data.resolve(NAME)))) {
            return Optional.of(
                    new String(
                            Channels.newInputStream(channel).readAllBytes(),
                            StandardCharsets.UTF_8));
        } catch (IOException nobodyThere) {
            return Optional.empty();
        }
    }

    /// Whether a station runs on the data.
    public static boolean isThere(Path data) {
        try (SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(data.resolve(NAME)))) {
            return channel.isConnected();
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    private void serve() {
        try {
            while (server.isOpen()) {
                answer(server.accept());
            }
        } catch (AsynchronousCloseException e) {
            log.debug("no more figures", e);
        } catch (IOException e) {
            log.warn("figures are told to nobody any more: {}", e.getMessage());
        }
    }

    /// One who goes away early harms nobody.
    private void answer(SocketChannel asker) {
        try (asker) {
            ByteBuffer bytes = ByteBuffer.wrap(text.get().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                asker.write(bytes);
            }
        } catch (IOException e) {
            log.debug("somebody asked for figures and did not wait", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            log.debug("the socket stays behind", e);
        }
    }
}
