package io.prepstation.hub.people;

import io.prepstation.model.secret.SecretHash;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Makes and checks what is kept of PINs and passwords, a few at a time: each takes 19 MiB and a core. Safe for any
/// thread.
public final class SecretChecks {

    private static final int AT_ONCE = 2;

    private final SecretHash hashes;
    private final RandomGenerator random;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    public SecretChecks(SecretHash hashes, RandomGenerator random) {
        this.hashes = hashes;
        this.random = random;
    }

    /// @param kept empty for who is unknown or has no secret: it takes the same time
    boolean matches(String secret, Optional<String> kept) {
        return inTurn(() -> {
            if (kept.isEmpty()) {
                hashes.pretend(secret);
                return false;
            }
            return hashes.matches(secret, kept.get());
        });
    }

    String hashOf(String secret) {
        return inTurn(() -> hashes.of(secret, random));
    }

    private <T> T inTurn(Supplier<T> check) {
        turns.acquireUninterruptibly();
        try {
            return check.get();
        } finally {
            turns.release();
        }
    }
}
