package io.prepstation.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Real inputs with some bytes changed, lost, doubled, or followed by another input's.
final class Mutations {

    private static final int MOST_CHANGES = 4;

    private final List<byte[]> seeds;
    private final SplittableRandom random;

    Mutations(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new SplittableRandom(seed);
    }

    byte[] next() {
        byte[] bytes = anySeed();
        for (int changes = random.nextInt(1, MOST_CHANGES + 1); changes > 0; changes--) {
            bytes = bytes.length == 0 ? anySeed() : changed(bytes, random.nextInt(bytes.length));
        }
        return bytes;
    }

    private byte[] anySeed() {
        return seeds.get(random.nextInt(seeds.size())).clone();
    }

    private byte[] changed(byte[] bytes, int at) {
        return switch (random.nextInt(5)) {
            case 0 -> with(bytes, at, bytes[at] ^ (1 << random.nextInt(8)));
            case 1 -> with(bytes, at, random.nextInt(256));
            case 2 -> joined(bytes, at, bytes, random.nextInt(at, bytes.length + 1));
            case 3 -> joined(bytes, at + 1, bytes, random.nextInt(at + 1));
            default -> {
                byte[] other = anySeed();
                yield joined(bytes, at, other, random.nextInt(other.length + 1));
            }
        };
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        return bytes;
    }

    /// The front of one before `end`, and the back of the other from `begin`.
    private static byte[] joined(byte[] front, int end, byte[] back, int begin) {
        byte[] joined = Arrays.copyOf(front, end + back.length - begin);
        System.arraycopy(back, begin, joined, end, back.length - begin);
        return joined;
    }
}
