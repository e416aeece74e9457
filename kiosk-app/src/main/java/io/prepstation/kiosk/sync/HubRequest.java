package io.prepstation.kiosk.sync;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// One request, ready to be sent.
///
/// @param token secret, never printed; null for what anybody may ask
/// @param stood the cursor the sender stands at; empty if that does not matter
/// @param brief whether the answer must come soon
record HubRequest(
        HttpMethod method,
        String path,
        @Nullable String token,
        @Nullable Body body,
        String stood,
        boolean brief) {

    private static final String JSON = "application/json";

    /// @param encoding `gzip`, or empty
    record Body(Buffer bytes, String mediaType, String encoding) {}

    static HubRequest get(String path, @Nullable String token) {
        return new HubRequest(HttpMethod.GET, path, token, null, "", false);
    }

    /// A question that is answered at once or not worth waiting for.
    static HubRequest probe(String path) {
        return new HubRequest(HttpMethod.GET, path, null, null, "", true);
    }

    static HubRequest post(String path, String json) {
        return post(path, null, json);
    }

    static HubRequest post(String path, @Nullable String token, String json) {
        return new HubRequest(
                HttpMethod.POST, path, token, new Body(Buffer.buffer(json), JSON, ""), "", false);
    }

    static HubRequest postWith(String path, @Nullable String token, String json) {
        return new HubRequest(
                HttpMethod.POST, path, token, new Body(Buffer.buffer(json), JSON, ""), "", false);
    }

    static HubRequest postCompressed(String path, @Nullable String token, String json) {
        return new HubRequest(
                HttpMethod.POST, path, token, new Body(gzip(json), JSON, "gzip"), "", false);
    }

    static HubRequest put(String path, @Nullable String token, byte[] bytes) {
        return new HubRequest(
                HttpMethod.PUT,
                path,
                token,
                new Body(Buffer.buffer(bytes), "application/octet-stream", ""),
                "",
                false);
    }

    /// Sent from a place in the hub's feed.
    HubRequest from(String cursor) {
        return new HubRequest(method, path, token, body, cursor, brief);
    }

    /// What is asked for, without of whom: `sync/upload`.
    String what() {
        String plain = path.replaceFirst("\\?.*", "").replaceFirst("^/(api/)?", "");
        return plain.replaceFirst("^(sessions|attachments)/.*", "$1");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    private static Buffer gzip(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
