package io.prepstation.config;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.config.ConfigResult.Problems;
import io.prepstation.config.TomlFile.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Reads a configuration directory: the packaged defaults, over them `station.toml`, over it `conf.d/*.toml` in the
/// order of their names. A directory or file that is not there changes nothing.
public final class ConfigReader {

    public static final Path DEFAULT_DIRECTORY = Path.of("/etc/prepstation");

    private static final String DEFAULTS = "defaults.toml";

    private final ConfigSchema schema;
    private final List<Entry> entries = new ArrayList<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    private ConfigReader(ConfigSchema schema) {
        this.schema = schema;
        take(TomlFile.parse(Origin.PACKAGED, packaged()));
    }

    /// Reads every file, then says either all values or all problems.
    public static ConfigResult read(Path directory) {
        ConfigReader reader = new ConfigReader(ConfigSchema.STATION);
        reader.takeFile(directory.resolve("station.toml"));
        reader.takeDropIns(directory.resolve("conf.d"));
        return reader.result();
    }

    /// The packaged defaults alone.
    public static Loaded defaults() {
        return switch (new ConfigReader(ConfigSchema.STATION).result()) {
            case Loaded loaded -> loaded;
            case Problems(var problems) -> throw new IllegalStateException(problems.toString());
        };
    }

    private void takeDropIns(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.toml")) {
            List<Path> files = new ArrayList<>();
            found.forEach(files::add);
            files.stream().sorted().forEach(this::takeFile);
        } catch (IOException e) {
            problems.add(unreadable(directory, e));
        }
    }

    private void takeFile(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            take(TomlFile.parse(file.toString(), Files.readString(file)));
        } catch (CharacterCodingException e) {
            problems.add(ConfigProblem.ofFile(file.toString(), "text in UTF-8", "other bytes"));
        } catch (IOException e) {
            problems.add(unreadable(file, e));
        }
    }

    private void take(TomlFile file) {
        problems.addAll(file.problems());
        for (Entry entry : file.entries()) {
            schema.problem(entry).ifPresentOrElse(problems::add, () -> entries.add(entry));
        }
    }

    private ConfigResult result() {
        if (!problems.isEmpty()) {
            return new Problems(problems);
        }
        Values values = new Values(entries);
        List<ConfigProblem> together = schema.problems(values);
        return together.isEmpty()
                ? new Loaded(StationConfig.from(values), values.settings(schema))
                : new Problems(together);
    }

    private static ConfigProblem unreadable(Path path, IOException e) {
        return ConfigProblem.ofFile(
                path.toString(),
                "a file that this user may read",
                e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    private static String packaged() {
        try (InputStream defaults =
                Objects.requireNonNull(ConfigReader.class.getResourceAsStream(DEFAULTS))) {
            return new String(defaults.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the packaged defaults cannot be read", e);
        }
    }
}
