package io.prepstation.config;

/// One thing that is wrong in a configuration file.
///
/// @param line 0 if the file as a whole is meant
/// @param key dotted name; empty if it is not about a key
/// @param expected what to write instead
/// @param found what is written there; never the value of a secret or of an unknown key
public record ConfigProblem(
        String file, int line, int column, String key, String expected, String found) {

    static ConfigProblem at(Origin origin, String key, String expected, String found) {
        return new ConfigProblem(
                origin.file(), origin.line(), origin.column(), key, expected, found);
    }

    static ConfigProblem ofFile(String file, String expected, String found) {
        return new ConfigProblem(file, 0, 0, "", expected, found);
    }

    /// As one line for a console: `station.toml:12:1: bench.stale_after: expected …, found …`.
    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        String subject = key.isEmpty() ? "" : ": " + key;
        return place + subject + ": expected " + expected + ", found " + found;
    }
}
