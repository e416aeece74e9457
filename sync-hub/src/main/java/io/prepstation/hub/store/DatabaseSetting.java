package io.prepstation.hub.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one setting a data directory keeps beside its keys: `database_url = "jdbc:postgresql://…"` in `hub.toml`.
final class DatabaseSetting {

    private static final Pattern LINE =
            Pattern.compile("(?m)^database_url = \"(jdbc:postgresql:[^\"]+)\"$");
    private static final Pattern URL = Pattern.compile("(jdbc:)?(postgresql:[^\"\\s]+)");

    private DatabaseSetting() {}

    static Optional<String> read(Path file) throws StoreException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Matcher line = LINE.matcher(Files.readString(file));
            if (!line.find()) {
                throw new StoreException(
                        file
                                + " names no database: database_url = \"jdbc:postgresql://host/name\"");
            }
            return Optional.of(line.group(1));
        } catch (IOException e) {
            throw new StoreException("cannot read " + file, e);
        }
    }

    static void write(Path file, String url) throws StoreException {
        Matcher form = URL.matcher(url);
        if (!form.matches() || url.contains("password=")) {
            throw new StoreException(
                    "\""
                            + url
                            + "\" is no database URL; it looks like"
                            + " postgresql://host/name?user=prepstation, and the password lies in a"
                            + " file that PGPASSFILE names");
        }
        try {
            Files.writeString(file, "database_url = \"jdbc:" + form.group(2) + "\"\n");
        } catch (IOException e) {
            throw new StoreException("cannot write " + file, e);
        }
    }
}
