package io.prepstation.kiosk.store;

import java.nio.file.Path;

/// A lab's file as an earlier program made it.
public final class EarlierFile {

    public static final int VERSION = 19;

    private EarlierFile() {}

    /// The sample lab's, in its place.
    public static Path ofLab(Path data) throws StoreException {
        LabDatabase.open(data, SampleLab.KEY, LabDatabase.MIGRATIONS.to(VERSION)).close();
        return SampleLab.KEY.file(data);
    }

    public static int version(Path file) throws Exception {
        try (RawFile raw = new RawFile(file)) {
            return (int) raw.number("PRAGMA user_version");
        }
    }
}
