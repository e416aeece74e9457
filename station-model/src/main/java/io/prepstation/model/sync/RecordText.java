package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.prepstation.model.record.CanonicalJson;
import java.io.UncheckedIOException;

/// The part of a session that people sign, as canonical text. A wire session holds plain values only.
final class RecordText {

    @JsonIgnoreProperties({"signatures", "recordHash"})
    private interface WithoutSignatures {}

    private static final ObjectWriter WRITER =
            CanonicalJson.writer(WireSession.class, WithoutSignatures.class);

    private RecordText() {}

    static String of(WireSession session) {
        try {
            return WRITER.writeValueAsString(session);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a wire session can always be written", e);
        }
    }
}
