package io.prepstation.kiosk.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.BundleCheck;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lines of an exported file: finished sessions as their frozen text, each signed by the station, and an end line that
/// names how many there are (REC-3). Ed25519 gives the same signature each time, so the same database gives the same file.
///
/// A line is the text's own members and `receipt`, `stationKey`, `exportSignature`.
public final class RecordLine {

    private static final String RECEIPT = "receipt";
    private static final String KEY = "stationKey";
    private static final String SIGNATURE = "exportSignature";
    private static final String END = "end";

    private final KeyPair key;
    private final String publicKey;

    public RecordLine(KeyPair key) {
        this.key = key;
        this.publicKey = SigningKey.rawPublicKey(key);
    }

    /// @param text the session's frozen text
    /// @throws MalformedJson if the text is no upload
    public String of(String text, @Nullable Receipt receipt) throws MalformedJson {
        ObjectNode line = Json.parseObject(text);
        line.set(RECEIPT, receipt == null ? null : Json.write(receipt));
        return signed(line);
    }

    /// The last line: without it the file was cut.
    public String end(Sum before) {
        return signed(
                Json.object()
                        .put(END, true)
                        .put("records", before.lines())
                        .put("hash", before.hash()));
    }

    /// The lines so far: how many, and a hash that covers them in their order.
    ///
    /// @param hash SHA-256 of the hash before and the newest line, hexadecimal
    public record Sum(int lines, String hash) {

        public static final Sum NONE = new Sum(0, "");

        public Sum plus(String line) {
            return new Sum(lines + 1, Sha256.hex(hash + line));
        }
    }

    private String signed(ObjectNode line) {
        line.put(KEY, publicKey);
        line.put(SIGNATURE, SigningKey.sign(key.getPrivate(), CanonicalJson.of(line)));
        return CanonicalJson.of(line);
    }

    /// What is wrong with a line; empty if it is as it was exported.
    ///
    /// @param stationKey the raw public key it must be signed with; empty if any station's will do
    /// @param hubKeys raw public keys of hubs by their id
    public static Optional<String> fault(
            String text, Optional<String> stationKey, Map<String, String> hubKeys) {
        try {
            ObjectNode line = Json.parseObject(text);
            if (!CanonicalJson.of(line).equals(text)) {
                return Optional.of("its text is not as it was written");
            }
            String key = line.path(KEY).asText();
            if (stationKey.filter(own -> !own.equals(key)).isPresent()) {
                return Optional.of("it comes from another station, with key " + keyId(line));
            }
            return isSigned(line, key)
                    ? isEnd(line) ? Optional.empty() : recordFault(line, key, hubKeys)
                    : Optional.of("the station's signature does not verify");
        } catch (MalformedJson | java.io.UncheckedIOException e) {
            return Optional.of("it is unreadable: " + e.getMessage());
        }
    }

    /// What an end line says of the lines before it; empty if it is theirs.
    static Optional<String> endFault(ObjectNode end, Sum before) {
        if (end.path("records").asInt() != before.lines()) {
            return Optional.of(
                    "%d records were exported, %d are in the file"
                            .formatted(end.path("records").asInt(), before.lines()));
        }
        return before.hash().equals(end.path("hash").asText())
                ? Optional.empty()
                : Optional.of("the records are not those, or not in the order, of the export");
    }

    static boolean isEnd(ObjectNode line) {
        return line.path(END).asBoolean();
    }

    /// What to call the record of a line.
    static String name(ObjectNode line) {
        return "session " + line.at("/session/id").asText("?");
    }

    static String keyId(ObjectNode line) {
        return SigningKey.idOf(line.path(KEY).asText());
    }

    private static boolean isSigned(ObjectNode line, String key) {
        ObjectNode content = line.deepCopy();
        content.remove(SIGNATURE);
        return SigningKey.verifies(key, CanonicalJson.of(content), line.path(SIGNATURE).asText());
    }

    private static Optional<String> recordFault(
            ObjectNode line, String key, Map<String, String> hubKeys) throws MalformedJson {
        ObjectNode body = line.deepCopy();
        body.remove(List.of(RECEIPT, KEY, SIGNATURE));
        UploadBundle bundle =
                UploadBundle.parse(CanonicalJson.of(body).getBytes(StandardCharsets.UTF_8));
        Optional<String> fault = BundleCheck.fault(bundle, key);
        return fault.isPresent() ? fault : receiptFault(line.path(RECEIPT), bundle, hubKeys);
    }

    private static Optional<String> receiptFault(
            JsonNode written, UploadBundle bundle, Map<String, String> hubKeys)
            throws MalformedJson {
        if (written.isNull() || written.isMissingNode()) {
            return Optional.empty();
        }
        Receipt receipt = Json.read(written, Receipt.class);
        String hubKey = hubKeys.get(receipt.hubKeyId());
        boolean right =
                receipt.contentHash().equals(bundle.contentHash())
                        && (hubKey == null || receipt.verifies(hubKey));
        return right ? Optional.empty() : Optional.of("the hub's receipt is not for this record");
    }
}
