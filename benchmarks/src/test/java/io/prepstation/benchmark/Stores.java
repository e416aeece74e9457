package io.prepstation.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A hub on each of its stores.
enum Stores {
    SQLITE("SQLite"),
    POSTGRESQL("PostgreSQL");

    private static final Path DEMO_DATA = Path.of("..", "scripts", "demo-data");

    private final String title;

    Stores(String title) {
        this.title = title;
    }

    @FunctionalInterface
    interface Work {
        void with(LoadedHub hub) throws Exception;
    }

    void run(int stations, Work work) throws Exception {
        switch (this) {
            case SQLITE -> run(Optional.empty(), stations, work);
            case POSTGRESQL -> {
                try (EmbeddedPostgres server = server()) {
                    String url =
                            "postgresql://localhost:"
                                    + server.getPort()
                                    + "/postgres?user=postgres";
                    run(Optional.of(url), stations, work);
                }
            }
        }
    }

    private static EmbeddedPostgres server() throws IOException {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
    }

    private static void run(Optional<String> url, int stations, Work work) throws Exception {
        try (LoadedHub hub = new LoadedHub(DEMO_DATA, url, stations)) {
            work.with(hub);
            hub.verify();
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
