package io.prepstation.config;

/// One effective value, for `config show` and the settings screen.
///
/// @param name dotted key
/// @param value as TOML; `"(hidden)"` for a secret
public record Setting(String name, String value, Origin origin) {}
