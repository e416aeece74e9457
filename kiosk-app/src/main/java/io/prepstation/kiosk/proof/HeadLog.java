package io.prepstation.kiosk.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.Copies;
import io.prepstation.kiosk.preparation.KeptCopy;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Receipt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A file on another path, best on another medium, that keeps every signed head and every receipt, a JSON line each. It
/// is only ever added to (REC-1).
///
/// @param file made with its folders when the first line is written
public record HeadLog(Path file) implements Copies {

    private static final String HEAD = "head";
    private static final String RECEIPT = "receipt";

    /// `FOLDER/<tenant>/<lab>.jsonl`.
    ///
    /// @param folder as configured; empty for `heads` in the data directory
    public static HeadLog of(Optional<Path> folder, Path data, LabKey lab) {
        return new HeadLog(
                folder.orElseGet(() -> data.resolve("heads"))
                        .resolve(lab.tenantId())
                        .resolve(lab.labId() + ".jsonl"));
    }

    /// Adds heads and receipts and returns once they are on the disk.
    ///
    /// @throws StoreException if the file cannot be written; nothing of the lab's own file is touched by that
    public void append(List<AuditHead> heads, List<Receipt> receipts) throws StoreException {
        StringBuilder lines = new StringBuilder();
        heads.forEach(head -> lines.append(line(HEAD, head)));
        receipts.forEach(receipt -> lines.append(line(RECEIPT, receipt)));
        if (!lines.isEmpty()) {
            append(lines.toString());
        }
    }

    /// A line that cannot be read is handed on as such; one that a power failure cut is written again at the next start.
    @Override
    public <T> Optional<T> firstPresent(Function<KeptCopy, Optional<T>> check)
            throws StoreException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            long number = 0;
            Optional<T> found = Optional.empty();
            for (String line = lines.readLine();
                    line != null && found.isEmpty();
                    line = lines.readLine()) {
                number++;
                if (!line.isEmpty()) {
                    found = check.apply(copy(line, "head log " + file + ", line " + number));
                }
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            throw failed(e);
        }
    }

    private static KeptCopy copy(String line, String where) {
        try {
            ObjectNode read = Json.parseObject(line);
            return read.has(HEAD)
                    ? new KeptCopy.Head(Json.read(read.path(HEAD), AuditHead.class), where)
                    : new KeptCopy.Received(Json.read(read.path(RECEIPT), Receipt.class), where);
        } catch (MalformedJson e) {
            return new KeptCopy.Unreadable("the line is unreadable: " + e.getMessage(), where);
        }
    }

    private void append(String lines) throws StoreException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            WholeLines.append(file, lines);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private StoreException failed(Exception cause) {
        StoreException failure =
                new StoreException(
                        Reason.NOT_USABLE,
                        "The head log %s cannot be used (%s). Check that its folder is there and may be written."
                                .formatted(file, cause.getMessage()));
        failure.initCause(cause);
        return failure;
    }

    private static String line(String name, Object value) {
        ObjectNode line = Json.object();
        line.set(name, Json.write(value));
        return CanonicalJson.of(line) + "\n";
    }
}
