package io.prepstation.kiosk.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/// The frames that recorded weights were read from, in files beside the lab's database: a line each, `CRC JSON`.
///
/// A frame is on the disk before its weight is committed, so every recorded weight has its frame; a frame without a weight
/// is one whose commit did not come. One thread appends; any may read meanwhile.
///
/// @param file the one that is written; older ones lie beside it with a number, the highest the newest
/// @param most bytes a file grows to before it is put aside
public record FrameJournal(Path file, long most) {

    private static final long EIGHT_MEBIBYTES = 8L << 20;

    /// So many files are kept besides the one that is written: some 300,000 weights.
    static final int KEPT = 8;

    private static final int CRC_DIGITS = 8;

    /// `DIR/labs/<tenant>/<lab>.frames`.
    public static FrameJournal of(Path data, LabKey lab) {
        return new FrameJournal(
                data.resolve("labs").resolve(lab.tenantId()).resolve(lab.labId() + ".frames"),
                EIGHT_MEBIBYTES);
    }

    /// What stands in the journal, the oldest first.
    public sealed interface Line {

        /// A whole line whose checksum is right.
        record Kept(RecordedFrame frame) implements Line {}

        /// A line that is not as it was written: cut by a power failure if it is the last, changed otherwise.
        ///
        /// @param where file and line
        record Damaged(String where) implements Line {}
    }

    /// Adds a frame and returns once it is on the disk.
    ///
    /// @throws StoreException if it cannot be written; its weight must not be recorded then
    public void append(RecordedFrame frame) throws StoreException {
        try {
            Files.createDirectories(folder());
            if (Files.exists(file) && Files.size(file) >= most) {
                putAside();
            }
            boolean fresh = !Files.exists(file);
            WholeLines.append(file, line(frame));
            if (fresh) {
                syncFolder();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// @throws StoreException if a file cannot be read
    public List<Line> read() throws StoreException {
        List<Line> lines = new ArrayList<>();
        try {
            for (Path each : files()) {
                read(each, lines);
            }
            return lines;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void read(Path file, List<Line> lines) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int number = 0;
        for (int from = 0; from < text.length(); ) {
            number++;
            int end = text.indexOf('\n', from);
            boolean whole = end >= 0;
            String line = text.substring(from, whole ? end : text.length());
            lines.add(whole ? checked(line, file, number) : damaged(file, number));
            from = whole ? end + 1 : text.length();
        }
    }

    private static Line checked(String line, Path file, int number) {
        if (line.length() <= CRC_DIGITS || !line.startsWith(crc(line.substring(CRC_DIGITS)))) {
            return damaged(file, number);
        }
        try {
            ObjectNode json = Json.parseObject(line.substring(CRC_DIGITS + 1));
            return new Line.Kept(Json.read(json, RecordedFrame.class));
        } catch (MalformedJson e) {
            return damaged(file, number);
        }
    }

    private static Line damaged(Path file, int number) {
        return new Line.Damaged(file.getFileName() + ", line " + number);
    }

    private static String line(RecordedFrame frame) {
        String body = " " + Json.write(frame);
        return crc(body) + body + "\n";
    }

    private static String crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /// One rename, so that a kill leaves the file here or there; then the oldest go.
    private void putAside() throws IOException {
        List<Path> older = older();
        long next = older.isEmpty() ? 1 : number(older.getLast()) + 1;
        Files.move(file, file.resolveSibling(file.getFileName() + "." + next));
        older = older();
        for (Path old : older.subList(0, Math.max(0, older.size() - KEPT))) {
            Files.delete(old);
        }
        syncFolder();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(older());
        if (Files.exists(file)) {
            files.add(file);
        }
        return files;
    }

    private List<Path> older() throws IOException {
        List<Path> older = new ArrayList<>();
        if (Files.isDirectory(folder())) {
            try (DirectoryStream<Path> found =
                    Files.newDirectoryStream(folder(), path -> number(path) > 0)) {
                found.forEach(older::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        older.sort((one, other) -> Long.compare(number(one), number(other)));
        return older;
    }

    /// Zero if it is not one of the files put aside.
    private long number(Path path) {
        String name = String.valueOf(path.getFileName());
        String start = file.getFileName() + ".";
        return name.startsWith(start) && name.substring(start.length()).matches("[0-9]{1,12}")
                ? Long.parseLong(name.substring(start.length()))
                : 0;
    }

    private Path folder() {
        return file.toAbsolutePath().resolveSibling("");
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private StoreException failed(IOException cause) {
        StoreException failure =
                new StoreException(
                        Reason.NOT_USABLE,
                        "The journal of frames %s cannot be used (%s). Check that its folder is there and may be written, and that the disk is not full."
                                .formatted(file, cause.getMessage()));
        failure.initCause(cause);
        return failure;
    }
}
