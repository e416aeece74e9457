package io.prepstation.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import io.prepstation.model.sync.AttachmentUpload;
import io.prepstation.model.sync.AttachmentUpload.State;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Something a station attaches to a session.
final class Attached {

    private final AttachmentType type;
    private final byte[] bytes;

    private Attached(AttachmentType type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    static Attached text(String text) {
        return new Attached(AttachmentType.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// As far as the hub looks.
    static Attached photo(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xd8;
        bytes[2] = (byte) 0xff;
        return new Attached(AttachmentType.JPEG, bytes);
    }

    AttachmentType type() {
        return type;
    }

    byte[] bytes() {
        return bytes;
    }

    String sha256() {
        return Sha256.hex(bytes);
    }

    String path() {
        return "/api/attachments/" + sha256();
    }

    AttachmentUpload.Request request() {
        return AttachmentUpload.Request.coming(named());
    }

    AttachmentUpload.Request lost() {
        return AttachmentUpload.Request.lost(named(), "the card burnt");
    }

    /// As a session names it.
    Attachment named() {
        return named(Attachment.PHOTO);
    }

    Attachment named(String kind) {
        return new Attachment(sha256(), type.mediaType(), bytes.length, kind, null, 1L, "anna");
    }

    ObjectNode json() throws MalformedJson {
        return Json.parseObject(bytes);
    }

    byte[] part(int from, int until) {
        return Arrays.copyOfRange(bytes, from, until);
    }

    /// Announced and sent at once.
    ///
    /// @return the answer to the bytes
    String sentBy(TestStation station) throws Exception {
        stateAt(station);
        return station.put(path() + "?offset=0", bytes).body();
    }

    State stateAt(TestStation station) throws Exception {
        return state(station.post("/api/attachments", Json.write(request()).toString()));
    }

    static State state(HttpResponse<String> answer) throws MalformedJson {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return Json.read(Json.parseObject(answer.body()), State.class);
    }
}
