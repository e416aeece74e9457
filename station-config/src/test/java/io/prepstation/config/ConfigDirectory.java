package io.prepstation.config;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.config.ConfigResult.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A configuration directory that a test writes and reads.
record ConfigDirectory(Path path) {

    ConfigDirectory with(String file, String text) {
        try {
            Path target = path.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigDirectory station(String text) {
        return with("station.toml", text);
    }

    StationConfig config() {
        return loaded().config();
    }

    Loaded loaded() {
        return switch (ConfigReader.read(path)) {
            case Loaded loaded -> loaded;
            case Problems(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    /// The lines of `config check`, with the directory's path taken away.
    List<String> problems() {
        return switch (ConfigReader.read(path)) {
            case Loaded _ -> List.of();
            case Problems problems ->
                    ConfigReport.check(problems).stream()
                            .map(line -> line.replace(path + "/", ""))
                            .toList();
        };
    }

    Setting setting(String name) {
        return loaded().settings().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
