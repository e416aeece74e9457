package io.prepstation.kiosk.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// Keeps SQLite's native library beside the station's data. The driver by itself unpacks it at every start, which takes
/// longer than opening the database.
public final class NativeSqlite {

    private static final Logger LOG = LoggerFactory.getLogger("Store");

    private NativeSqlite() {}

    /// Tells the driver where the library lies, after unpacking it if this version was never used here. Must come before
    /// the first connection; where it cannot be kept, the driver unpacks it as ever.
    ///
    /// @param data the station's data directory
    public static void keepIn(Path data) {
        String name = LibraryLoaderUtil.getNativeLibName();
        Path folder = data.resolve("cache").resolve("sqlite-" + SQLiteJDBCLoader.getVersion());
        try {
            if (!Files.exists(folder.resolve(name))) {
                unpack(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name, folder, name);
            }
            System.setProperty("org.sqlite.lib.path", folder.toString());
            System.setProperty("org.sqlite.lib.name", name);
        } catch (IOException e) {
            LOG.info("SQLite's library cannot be kept in {}: {}", folder, e.toString());
        }
    }

    /// Whole on the disk before it gets its name, so that a power cut leaves no half library.
    private static void unpack(String resource, Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "unpacking", ".so");
        try (InputStream library = NativeSqlite.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new IOException("the driver has no " + resource);
            }
            Files.copy(library, fresh, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
