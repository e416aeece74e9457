package io.prepstation.hub.tls;

import io.prepstation.hub.store.CertificateFiles;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whose certificate a hub shows, and what stations pin by it.
public sealed interface ServerCertificate {

    /// What a data directory says: the files its settings name, else the hub's own authority.
    ///
    /// @throws StoreException if what it says cannot be read
    static ServerCertificate of(DataDirectory directory) throws StoreException {
        Optional<CertificateFiles> files = directory.certificate();
        return files.isPresent()
                ? new Given(OwnCertificate.read(files.get()))
                : new Issued(CertificateAuthority.open(directory));
    }

    /// SHA-256 of the authority's certificate (DER), hexadecimal.
    String pin();

    /// @param names that the machine has, and before them those that stations are told
    /// @param told how many of them stations are told
    /// @throws StoreException if a given certificate does not fit
    ServerIdentity identity(List<String> names, int told, Instant now) throws StoreException;

    /// What is to be done so that nobody else can pass himself off as the hub; empty if nothing.
    Optional<String> exposure();

    /// By the hub's own authority, made anew for whatever the machine is called.
    record Issued(CertificateAuthority authority) implements ServerCertificate {

        @Override
        public String pin() {
            return authority.pin();
        }

        @Override
        public ServerIdentity identity(List<String> names, int told, Instant now) {
            return authority.issue(names, now);
        }

        /// This program made the key's file, for its owner alone.
        @Override
        public Optional<String> exposure() {
            return Optional.empty();
        }
    }

    /// By somebody else's authority, in files.
    record Given(OwnCertificate certificate) implements ServerCertificate {

        @Override
        public String pin() {
            return certificate.pin();
        }

        @Override
        public ServerIdentity identity(List<String> names, int told, Instant now)
                throws StoreException {
            return certificate.identity(names, told, now);
        }

        @Override
        public Optional<String> exposure() {
            return certificate.exposure();
        }
    }
}
