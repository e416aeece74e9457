package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// What has arrived of a lab's load, in a file beside the lab's: after a cut only the rest has to come, also to the next
/// program. Its first line says which file of the hub it is of, and where the station stood when it was begun.
///
/// A load is as of the moment it was begun. If the hub has acknowledged anything since, that would not be in it, so the
/// half is no use then.
final class HalfLoad {

    private static final String ETAG = "etag";
    private static final String STOOD = "stood";
    private static final int PIECE = 64 * 1024;
    private static final int LONGEST_HEAD = 4096;
    private static final int GZIP = 0x1f;

    /// Much more than any lab's; the hub keeps a quarter of it of all its loads together.
    private static final long LONGEST = 1L << 30;

    private final Path file;
    private final String stood;
    private final long longest;

    /// @param stood where the station stands now
    HalfLoad(Path file, String stood) {
        this(file, stood, LONGEST);
    }

    /// @param longest more bytes than these are no load
    HalfLoad(Path file, String stood, long longest) {
        this.file = file;
        this.stood = stood;
        this.longest = longest;
    }

    static HalfLoad of(LabDatabase database) throws StoreException {
        Path file = database.path();
        return new HalfLoad(
                file.resolveSibling(file.getFileName() + ".half"),
                database.read(FeedPages::standing));
    }

    /// What there is of a load.
    ///
    /// @param etag of the hub's file
    /// @param size bytes of it that are here
    record Left(String etag, long size) {}

    /// Empty if there is nothing that can be gone on with.
    Optional<Left> left() throws StoreException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] line = head(in);
            ObjectNode head = Json.parseObject(line);
            String etag = head.path(ETAG).asText();
            long size = Files.size(file) - line.length - 1;
            return etag.isEmpty() || size <= 0 || !head.path(STOOD).asText().equals(stood)
                    ? Optional.empty()
                    : Optional.of(new Left(etag, size));
        } catch (NoSuchFileException | MalformedJson nothing) {
            return Optional.empty();
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    /// Another file of the hub comes from its beginning; what was here is gone.
    ///
    /// @param etag empty if it cannot be gone on with
    Arriving begin(String etag) throws StoreException {
        String head = Json.object().put(ETAG, etag).put(STOOD, stood) + "\n";
        try {
            Files.writeString(file, head);
        } catch (IOException e) {
            throw notKept(e);
        }
        return goOn();
    }

    /// What comes follows what is here.
    Arriving goOn() throws StoreException {
        try {
            return new Arriving(FileChannel.open(file, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    void forget() throws StoreException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw notKept(e);
        }
    }

    /// What comes by one request, in one open file.
    final class Arriving implements AutoCloseable {

        private final FileChannel channel;

        private Arriving(FileChannel channel) {
            this.channel = channel;
        }

        /// @return whether it can be a load still
        boolean add(byte[] piece) throws StoreException {
            try {
                ByteBuffer rest = ByteBuffer.wrap(piece);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                return channel.size() <= longest;
            } catch (IOException e) {
                throw notKept(e);
            }
        }

        @Override
        public void close() throws StoreException {
            try {
                channel.close();
            } catch (IOException e) {
                throw notKept(e);
            }
        }
    }

    private StoreException notKept(IOException why) {
        return new StoreException(
                StoreException.Reason.IO_ERROR,
                "What arrives of the lab cannot be kept in %s: %s. Look at the disk, and who may write there."
                        .formatted(file, why.getMessage()));
    }

    /// The load, if all of it is here; nothing of it stays on the disk, whether or not it is good.
    ///
    /// @throws MalformedJson if it is not whole, not as it was sent, or not of that lab
    Download take(LabKey lab) throws MalformedJson, StoreException {
        DownloadLines lines = new DownloadLines(lab);
        LineReader reader = new LineReader(lines::line);
        try (InputStream in = unpacked()) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                reader.take(piece, read);
            }
        } catch (EOFException | ZipException e) {
            throw new MalformedJson("the download is not whole: " + e.getMessage(), e);
        } catch (IOException e) {
            throw notKept(e);
        } finally {
            forget();
        }
        return lines.whole();
    }

    /// A hub of before there were packed files sends plain lines.
    private InputStream unpacked() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), PIECE);
        try {
            head(in);
            in.mark(1);
            boolean packed = in.read() == GZIP;
            in.reset();
            return packed ? new GZIPInputStream(in, PIECE) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static byte[] head(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_HEAD) {
                return new byte[0];
            }
            line.write(next);
        }
        return line.toByteArray();
    }
}
