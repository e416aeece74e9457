package io.prepstation.kiosk;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.function.Supplier;

/// New UUIDv7 ids: unique without asking anybody, and sorted by time, so that rows of one day lie together.
public final class TimeOrderedIds implements Supplier<String> {

    private final NoArgGenerator generator = Generators.timeBasedEpochRandomGenerator();

    @Override
    public String get() {
        return generator.generate().toString();
    }
}
