package io.prepstation.model.mass.violation;

import java.io.File;
import java.time.Instant;
import java.util.UUID;

/// Breaks every rule of a pure model, to show that the rules can fail.
class ImpureMass {

    double grams;

    final File home = new File("/");
    final Thread thread = Thread.currentThread();
    final Instant now = Instant.now();
    final long nanoseconds = System.nanoTime();
    final UUID id = UUID.randomUUID();
}
