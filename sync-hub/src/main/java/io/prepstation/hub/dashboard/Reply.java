package io.prepstation.hub.dashboard;

import io.prepstation.hub.store.StoredAttachment;
import io.prepstation.model.sync.AttachmentType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/// What a browser gets.
///
/// @param headers beside the security headers every page has
/// @param rest what follows the body, made while it is sent
record Reply(int status, Buffer body, Map<String, String> headers, Optional<Pieces> rest) {

    Reply(int status, Buffer body, Map<String, String> headers) {
        this(status, body, headers, Optional.empty());
    }

    static Reply html(int status, String body) {
        return of(status, "text/html; charset=utf-8", body);
    }

    static Reply of(int status, String mediaType, String body) {
        return new Reply(status, Buffer.buffer(body), Map.of("Content-Type", mediaType));
    }

    /// A file to keep.
    static Reply file(String name, String mediaType, String body) {
        return file(name, mediaType, Buffer.buffer(body));
    }

    static Reply file(String name, String mediaType, Buffer body) {
        return new Reply(
                200,
                body,
                Map.of(
                        "Content-Type",
                        mediaType,
                        "Content-Disposition",
                        "attachment; filename=\"" + name + "\""));
    }

    /// A file to keep, of any length.
    static Reply file(String name, String mediaType, Pieces pieces) {
        Reply empty = file(name, mediaType, Buffer.buffer());
        return new Reply(empty.status, empty.body, empty.headers, Optional.of(pieces));
    }

    /// An image to be shown in its page, anything else a file to keep. As it is: what is compressed already is not compressed again.
    static Reply attachment(StoredAttachment attachment, byte[] bytes) {
        AttachmentType type = AttachmentType.of(attachment.mediaType()).orElseThrow();
        return new Reply(
                200,
                Buffer.buffer(bytes),
                Map.of(
                        "Content-Type",
                        type.mediaType(),
                        "Content-Encoding",
                        "identity",
                        "Content-Disposition",
                        "%s; filename=\"%s%s\""
                                .formatted(
                                        type.isImage() ? "inline" : "attachment",
                                        attachment.sha256().substring(0, 16),
                                        type.ending())));
    }

    static Reply goTo(String path) {
        return new Reply(303, Buffer.buffer(), Map.of("Location", path));
    }

    void send(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        headers.forEach(response::putHeader);
        response.setStatusCode(status);
        rest.ifPresentOrElse(
                pieces -> new PieceByPiece(context, pieces).begin(), () -> response.end(body));
    }
}
