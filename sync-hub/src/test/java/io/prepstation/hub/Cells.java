package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;

/// The cells of a matrix: counts them, and keeps those that were not as wanted.
final class Cells {

    private final Set<String> unexpected = new TreeSet<>();
    private int counted;

    void expect(String cell, int wanted, int found) {
        expect(cell, wanted == found, found + ", not " + wanted);
    }

    /// @param otherwise what was found
    void expect(String cell, boolean asWanted, String otherwise) {
        counted++;
        if (!asWanted) {
            unexpected.add(cell + ": " + otherwise);
        }
    }

    /// @param atLeast so that a matrix that lost its rows fails
    void allAsWanted(int atLeast) {
        assertEquals(Set.of(), unexpected);
        assertTrue(counted >= atLeast, "only " + counted + " cells");
    }
}
