package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.Verification.Fault;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.AttachmentFiles.Found;
import io.prepstation.kiosk.store.PourTraces;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.ReturnedRows;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Holds what a session names beside its record against its audit events, and the files against their hashes.
final class AttachmentVerification {

    private final ReadHandle handle;

    AttachmentVerification(ReadHandle handle) {
        this.handle = handle;
    }

    /// The rows; whatever is on the disk.
    Optional<Fault> faultOfRows(String sessionId, List<Told> events) {
        List<Attachment> rows = SessionAttachments.ofSession(handle, sessionId);
        Map<String, String> said = new TreeMap<>();
        for (Told event : events) {
            if (event.kind().equals(Attachment.ADDED)) {
                ObjectNode attachment = Attachment.toldBy(event.body());
                said.put(attachment.path("sha256").asText(), CanonicalJson.of(attachment));
            }
        }
        for (Attachment row : rows) {
            if (row.kind().equals(Attachment.TRACES)
                    && !row.sha256().equals(PourTraces.hashOfAll(handle, sessionId))) {
                return Optional.of(
                        fault(
                                row.sha256(),
                                sessionId,
                                "the pour traces are not the ones it names"));
            }
            if (!CanonicalJson.of(Json.write(row)).equals(said.remove(row.sha256()))) {
                return Optional.of(
                        fault(row.sha256(), sessionId, "it is not the one of its audit event"));
            }
        }
        return said.keySet().stream()
                .findFirst()
                .map(one -> fault(one, sessionId, "the audit trail names it, but its row is gone"));
    }

    /// Every file that is not there, or has other bytes.
    List<Fault> faultsOf(AttachmentFiles files) {
        List<Fault> faults = new ArrayList<>();
        SessionAttachments.each(
                handle,
                (sessionId, attachment) -> {
                    // Traces have no file: the station's own rows are them.
                    if (!attachment.kind().equals(Attachment.TRACES)) {
                        reason(files, sessionId, attachment.sha256())
                                .map(reason -> fault(attachment.sha256(), sessionId, reason))
                                .ifPresent(faults::add);
                    }
                });
        return faults;
    }

    private Optional<String> reason(AttachmentFiles files, String sessionId, String sha256) {
        try {
            return switch (files.find(sha256)) {
                case Found.Whole _ -> Optional.empty();
                // A session that came back from the hub came without its photos: the hub has them.
                case Found.Missing _ when ReturnedRows.isOne(handle, sessionId) -> Optional.empty();
                case Found.Missing(var file) ->
                        Optional.of("its file " + file + " is missing; copy it from a backup");
                case Found.Altered(var file) ->
                        Optional.of(
                                "its file "
                                        + file
                                        + " is not what was attached; copy it from a backup");
            };
        } catch (StoreException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Fault fault(String which, String sessionId, String reason) {
        return new Fault("attachment " + which + " of session " + sessionId, reason);
    }
}
