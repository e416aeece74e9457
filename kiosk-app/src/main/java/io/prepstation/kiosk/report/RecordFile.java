package io.prepstation.kiosk.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.report.RecordLine.Sum;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An exported file, held against its own signatures (REC-1).
public final class RecordFile {

    /// @param records sessions that were found intact
    /// @param keyId names the station's key they are signed with; empty if there is none
    /// @param fault which record is not the original one and why; empty if all are
    public record Report(int records, String keyId, Optional<String> fault) {}

    private RecordFile() {}

    /// @param stationKey the raw public key it must be signed with; empty if any station's will do
    /// @param hubKeys raw public keys of hubs by their id
    public static Report verify(
            List<String> lines, Optional<String> stationKey, Map<String, String> hubKeys) {
        String keyId = "";
        Sum before = Sum.NONE;
        for (int i = 0; i < lines.size(); i++) {
            String where = "line " + (i + 1);
            Optional<ObjectNode> line = parsed(lines.get(i));
            String name = line.map(RecordLine::name).orElse("record");
            Optional<String> fault = RecordLine.fault(lines.get(i), stationKey, hubKeys);
            if (fault.isPresent() || line.isEmpty()) {
                return failed(i, keyId, "%s, %s: %s".formatted(where, name, fault.orElse("")));
            }
            String key = RecordLine.keyId(line.get());
            if (!keyId.isEmpty() && !key.equals(keyId)) {
                return failed(i, keyId, where + ", " + name + ": it is of another station");
            }
            keyId = key;
            if (RecordLine.isEnd(line.get())) {
                return ended(line.get(), lines.size(), before, keyId);
            }
            before = before.plus(lines.get(i));
        }
        return failed(lines.size(), keyId, "the end of the file is missing: it was cut");
    }

    private static Report ended(ObjectNode end, int lines, Sum before, String keyId) {
        int place = before.lines() + 1;
        return place == lines
                ? new Report(before.lines(), keyId, RecordLine.endFault(end, before))
                : failed(
                        before.lines(),
                        keyId,
                        "line " + (place + 1) + " stands after the end of the export");
    }

    private static Report failed(int intact, String keyId, String fault) {
        return new Report(intact, keyId, Optional.of(fault));
    }

    private static Optional<ObjectNode> parsed(String line) {
        try {
            return Optional.of(Json.parseObject(line));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
