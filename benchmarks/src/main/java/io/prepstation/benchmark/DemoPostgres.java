package io.prepstation.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/// A PostgreSQL with an empty database for a demonstration: says its URL, and is gone when its input ends.
final class DemoPostgres {

    private DemoPostgres() {}

    public static void main(String[] arguments) throws IOException {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder().setServerConfig("fsync", "on").start()) {
            System.out.println(
                    "postgresql://localhost:" + server.getPort() + "/postgres?user=postgres");
            while (System.in.read() >= 0) {
                // Only the end counts.
            }
        }
    }
}
