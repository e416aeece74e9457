package io.prepstation.device.simulator;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Texts as a laboratory's labels carry them, from short container codes to session labels with a hash.
final class LabelTexts {

    private static final List<Function<RandomGenerator, String>> FORMS =
            List.of(
                    random -> "F=PRM%05d".formatted(random.nextInt(100_000)),
                    random -> "C=CNT-%06d".formatted(random.nextInt(1_000_000)),
                    random ->
                            "I=ING-%04d;L=L%05d"
                                    .formatted(random.nextInt(10_000), random.nextInt(100_000)),
                    random -> "S=%s;F=PRM%05d".formatted(id(random), random.nextInt(100_000)),
                    random ->
                            "S=%s;F=PRM%05d;H=%016x"
                                    .formatted(
                                            id(random),
                                            random.nextInt(100_000),
                                            random.nextLong()));

    private LabelTexts() {}

    static String any(RandomGenerator random) {
        return FORMS.get(random.nextInt(FORMS.size())).apply(random);
    }

    private static String id(RandomGenerator random) {
        return String.format(
                Locale.ROOT,
                "%08x-%04x-7%03x-8%03x-%012x",
                random.nextInt(),
                random.nextInt(0x10000),
                random.nextInt(0x1000),
                random.nextInt(0x1000),
                random.nextLong(1L << 48));
    }
}
