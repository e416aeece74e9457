package io.prepstation.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A real PostgreSQL that can be killed and started again on the same files and port.
final class KillablePostgres implements AutoCloseable {

    private final Path data;
    private EmbeddedPostgres server;

    KillablePostgres(Path data) throws IOException {
        this.data = data;
        this.server = started(0);
    }

    String url() {
        return "postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
    }

    /// SIGKILL of the server and of every process of it.
    void kill() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        ProcessHandle main = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = Stream.concat(Stream.of(main), main.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /// After a kill, with all that was committed.
    void start() throws IOException {
        int port = server.getPort();
        server.close();
        server = started(port);
    }

    private EmbeddedPostgres started(int port) throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
