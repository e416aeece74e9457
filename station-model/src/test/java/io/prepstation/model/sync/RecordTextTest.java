package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.WireSession.WireAttestation;
import io.prepstation.model.sync.WireSession.WireDeviation;
import io.prepstation.model.sync.WireSession.WireDispense;
import io.prepstation.model.sync.WireSession.WireSignature;
import io.prepstation.model.sync.WireSession.WireStep;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RecordTextTest {

    private static final long SEED = 20261120;

    @Test
    @Tag("REC-2")
    void the_fast_text_is_the_canonical_one_for_any_text_and_number() {
        RandomGenerator random = new Random(SEED);
        for (int run = 0; run < 1_000; run++) {
            WireSession session = session(random);

            assertEquals(
                    CanonicalJson.of(
                            Json.write(session).remove(List.of("signatures", "recordHash"))),
                    new String(RecordText.of(session), StandardCharsets.UTF_8),
                    "seed " + SEED + ", run " + run);
        }
    }

    private static WireSession session(RandomGenerator random) {
        return new WireSession(
                text(random),
                text(random),
                perhaps(random),
                text(random),
                text(random),
                random.nextInt(),
                random.nextInt(),
                text(random),
                text(random),
                text(random),
                random.nextLong(1L << 53),
                random.nextBoolean() ? null : random.nextLong(1L << 53),
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                random.nextBoolean(),
                text(random),
                text(random),
                random.nextInt(),
                List.of(
                        new WireStep(
                                text(random),
                                random.nextInt(),
                                text(random),
                                text(random),
                                text(random),
                                text(random),
                                text(random),
                                text(random),
                                text(random),
                                random.nextBoolean() ? null : List.of(text(random)))),
                List.of(dispense(random)),
                List.of(
                        new WireSignature(
                                text(random),
                                text(random),
                                text(random),
                                random.nextLong(1L << 53),
                                text(random),
                                text(random),
                                text(random))),
                List.of(
                        new WireDeviation(
                                perhaps(random),
                                text(random),
                                text(random),
                                text(random),
                                random.nextLong(1L << 53),
                                text(random),
                                random.nextBoolean() ? signature(random) : null)),
                random.nextBoolean()
                        ? null
                        : List.of(
                                new WireAttestation(
                                        text(random),
                                        text(random),
                                        text(random),
                                        random.nextLong(1L << 53),
                                        text(random),
                                        perhaps(random),
                                        random.nextBoolean() ? signature(random) : null)),
                text(random));
    }

    private static WireSignature signature(RandomGenerator random) {
        return new WireSignature(
                text(random),
                text(random),
                text(random),
                random.nextLong(1L << 53),
                text(random),
                text(random),
                text(random));
    }

    private static WireDispense dispense(RandomGenerator random) {
        return new WireDispense(
                text(random),
                text(random),
                text(random),
                perhaps(random),
                perhaps(random),
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                text(random),
                random.nextLong(1L << 53),
                text(random),
                perhaps(random),
                perhaps(random),
                perhaps(random));
    }

    private static @Nullable String perhaps(RandomGenerator random) {
        return random.nextBoolean() ? text(random) : null;
    }

    /// Every character below 256, any other of the first plane but surrogates, and some beyond it.
    private static String text(RandomGenerator random) {
        return IntStream.range(0, random.nextInt(12))
                .map(_ ->
                        switch (random.nextInt(4)) {
                            case 0 -> random.nextInt(0x20);
                            case 1 -> random.nextInt(0x100);
                            case 2 -> random.nextInt(0xD800);
                            default -> 0x1F300 + random.nextInt(0x100);
                        })
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
