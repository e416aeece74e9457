package io.prepstation.hub.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a data directory keeps beside its keys, in `hub.toml`: lines of `name = "text"`, and comments.
///
/// @param texts by the name of the setting
record DirectorySettings(Path file, Map<String, String> texts) {

    private static final String DATABASE_URL = "database_url";
    private static final String CERTIFICATE = "certificate";
    private static final String PRIVATE_KEY = "private_key";
    private static final Set<String> NAMES = Set.of(DATABASE_URL, CERTIFICATE, PRIVATE_KEY);

    private static final Pattern LINE = Pattern.compile("([A-Za-z_-]+)\\s*=\\s*\"([^\"\\\\]+)\"");
    private static final Pattern URL = Pattern.compile("(jdbc:)?(postgresql:[^\"\\s]+)");

    DirectorySettings {
        texts = Map.copyOf(texts);
    }

    /// @throws StoreException if there is a line in it that says nothing, or something unknown
    static DirectorySettings read(Path file) throws StoreException {
        Map<String, String> texts = new HashMap<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String said = line.replaceFirst("^\\s*#.*|\\s+#[^\"]*$", "").strip();
            if (said.isEmpty()) {
                continue;
            }
            Matcher setting = LINE.matcher(said);
            if (!setting.matches()
                    || !NAMES.contains(setting.group(1))
                    || texts.put(setting.group(1), setting.group(2)) != null) {
                throw new StoreException(
                        file
                                + ":"
                                + number
                                + " is no setting: "
                                + said
                                + "; write each of database_url, certificate and private_key at"
                                + " most once, as name = \"text\"");
            }
        }
        return new DirectorySettings(file, texts);
    }

    private static List<String> lines(Path file) throws StoreException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new StoreException("cannot read " + file, e);
        }
    }

    Optional<String> databaseUrl() throws StoreException {
        String url = texts.get(DATABASE_URL);
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            throw new StoreException(
                    file + " names no database: database_url = \"jdbc:postgresql://host/name\"");
        }
        return Optional.ofNullable(url);
    }

    /// Where the certificate lies that the hub shows instead of one of its own authority.
    Optional<CertificateFiles> certificate() throws StoreException {
        String chain = texts.get(CERTIFICATE);
        String key = texts.get(PRIVATE_KEY);
        if (chain == null && key == null) {
            return Optional.empty();
        }
        if (chain == null || key == null) {
            throw new StoreException(
                    file
                            + " has "
                            + (chain == null ? PRIVATE_KEY : CERTIFICATE)
                            + " without "
                            + (chain == null ? CERTIFICATE : PRIVATE_KEY)
                            + "; name both files, or none for certificates by the hub's own"
                            + " authority");
        }
        return Optional.of(
                new CertificateFiles(file.resolveSibling(chain), file.resolveSibling(key)));
    }

    /// Says where the database is and leaves all else as it is.
    static void keepDatabaseUrl(Path file, String url) throws StoreException {
        Matcher form = URL.matcher(url);
        if (!form.matches() || url.contains("password=")) {
            throw new StoreException(
                    "\""
                            + url
                            + "\" is no database URL; it looks like"
                            + " postgresql://host/name?user=prepstation, and the password lies in a"
                            + " file that PGPASSFILE names");
        }
        List<String> others =
                lines(file).stream()
                        .filter(line -> !line.strip().startsWith(DATABASE_URL))
                        .toList();
        String text = DATABASE_URL + " = \"jdbc:" + form.group(2) + "\"\n";
        try {
            Files.writeString(
                    file, text + String.join("", others.stream().map(one -> one + "\n").toList()));
        } catch (IOException e) {
            throw new StoreException("cannot write " + file, e);
        }
    }
}
