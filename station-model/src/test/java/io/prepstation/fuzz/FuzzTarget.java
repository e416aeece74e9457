package io.prepstation.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// One parser of bytes from outside, and what must hold whatever these are.
///
/// @param name as `scripts/prove fuzz` takes it
/// @param longest longer inputs are cut to so many bytes: beyond the parser's own limit nothing new happens
/// @param seeds real inputs, to start from
/// @param mutations of the seeds that each build executes
public record FuzzTarget(
        String name, int longest, List<byte[]> seeds, int mutations, Attempt attempt) {

    private static final int IN_EACH_BUILD = 20_000;
    private static final int IN_EACH_BUILD_IF_COSTLY = 1_000;

    /// One execution; throws anything where the parser breaks or lies. Keeps nothing for the next one.
    @FunctionalInterface
    public interface Attempt {
        void on(byte[] bytes) throws Exception;
    }

    /// A parser of text; one character is one byte, so that every text below 256 can be found.
    @FunctionalInterface
    public interface TextAttempt {
        void on(String text) throws Exception;
    }

    public FuzzTarget {
        seeds = List.copyOf(seeds);
    }

    public FuzzTarget(String name, int longest, List<byte[]> seeds, Attempt attempt) {
        this(name, longest, seeds, IN_EACH_BUILD, attempt);
    }

    /// The same for a parser that takes a hundred times as long as others: each build executes it less often.
    public FuzzTarget costly() {
        return new FuzzTarget(name, longest, seeds, IN_EACH_BUILD_IF_COSTLY, attempt);
    }

    /// A parser that gets its text one character a byte (ISO 8859-1).
    public static FuzzTarget ofLatin(
            String name, int longest, List<String> seeds, TextAttempt attempt) {
        return new FuzzTarget(
                name,
                longest,
                seeds.stream().map(seed -> seed.getBytes(StandardCharsets.ISO_8859_1)).toList(),
                bytes -> attempt.on(new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    /// A parser that gets its text in UTF-8; bytes that are none become replacement characters.
    public static FuzzTarget ofText(
            String name, int longest, List<String> seeds, TextAttempt attempt) {
        return new FuzzTarget(
                name,
                longest,
                seeds.stream().map(seed -> seed.getBytes(StandardCharsets.UTF_8)).toList(),
                bytes -> attempt.on(new String(bytes, StandardCharsets.UTF_8)));
    }

    public void execute(byte[] bytes) throws Exception {
        attempt.on(bytes.length > longest ? Arrays.copyOf(bytes, longest) : bytes);
    }
}
