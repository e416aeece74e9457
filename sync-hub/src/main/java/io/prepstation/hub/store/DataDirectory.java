package io.prepstation.hub.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Where one hub keeps its state.
public record DataDirectory(Path root) {

    public Path database() {
        return root.resolve("hub.db");
    }

    /// The JDBC URL of the database, if it is not a file in here.
    ///
    /// @throws StoreException if the settings cannot be read
    public Optional<String> databaseUrl() throws StoreException {
        return settings().databaseUrl();
    }

    /// Says where the database is, for every later start.
    public void keepDatabaseUrl(String url) throws StoreException {
        DirectorySettings.keepDatabaseUrl(root.resolve("hub.toml"), url);
    }

    /// The certificate the hub shows, if it is none of its own authority.
    ///
    /// @throws StoreException if the settings cannot be read
    public Optional<CertificateFiles> certificate() throws StoreException {
        return settings().certificate();
    }

    private DirectorySettings settings() throws StoreException {
        return DirectorySettings.read(root.resolve("hub.toml"));
    }

    public Path receiptKey() {
        return keys().resolve("receipt.key");
    }

    /// The key that signs the server's certificates.
    public Path authorityKey() {
        return keys().resolve("ca.key");
    }

    /// The certificate stations pin.
    public Path authorityCertificate() {
        return keys().resolve("ca.crt");
    }

    /// What PINs and passwords are hashed with.
    public Path pepper() {
        return keys().resolve("pepper");
    }

    /// By which pepper they were hashed.
    Path pepperMark() {
        return keys().resolve("pepper.mark");
    }

    /// What somebody shows to be told the hub's figures.
    public Path metricsToken() {
        return keys().resolve("metrics.token");
    }

    public Path keys() {
        return root.resolve("keys");
    }

    /// Makes the directories; others than the owner get no access to them.
    public void create() throws StoreException {
        try {
            var ownerOnly =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(keys(), ownerOnly);
        } catch (IOException e) {
            throw new StoreException("cannot create the directory " + keys(), e);
        }
    }
}
