package io.prepstation.hub;

import io.vertx.core.Vertx;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a running hub says it speaks.
final class ListedOperations {

    private static final int PATIENCE_SECONDS = 60;

    private ListedOperations() {}

    /// @param folder for a file in between
    static List<Operation> of(RunningHub hub, Path folder) throws Exception {
        Path file = folder.resolve("openapi.yaml");
        Files.writeString(file, inKnownMediaTypes(hub.get("/openapi.yaml").body()));
        Vertx vertx = Vertx.vertx();
        try {
            return OpenAPIContract.from(vertx, file.toString())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .operations();
        } finally {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /// The checker refuses media types it cannot validate bodies of.
    private static String inKnownMediaTypes(String contract) {
        return contract.replace("application/problem+json:", "application/json:")
                .replace("application/x-ndjson:", "application/json:")
                .replace("application/gzip:", "application/octet-stream:")
                .replace("\"*/*\":", "text/plain:")
                .replace("application/yaml:", "text/plain:");
    }
}
