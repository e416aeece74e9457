package io.prepstation.kiosk.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.report.RecordLine.Sum;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.SigningKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REC-1")
@Tag("REC-3")
class RecordFileTest {

    @TempDir Path folder;
    private List<String> lines = List.of();

    @BeforeEach
    void export() throws StoreException, MalformedJson {
        try (SampleBench bench = SampleBench.in(folder)) {
            for (int i = 0; i < 3; i++) {
                bench.completed(SampleLab.THREE);
            }
            lines = exported(bench);
        }
    }

    private static List<String> exported(SampleBench bench) throws StoreException, MalformedJson {
        RecordLine line = new RecordLine(SampleBench.KEY);
        List<FrozenText> texts = new ArrayList<>();
        bench.database()
                .read(handle -> {
                    FrozenText.each(handle, texts::add);
                    return texts;
                });
        List<String> lines = new ArrayList<>();
        Sum sum = Sum.NONE;
        for (FrozenText text : texts) {
            lines.add(line.of(text.text(), null));
            sum = sum.plus(lines.getLast());
        }
        lines.add(line.end(sum));
        return lines;
    }

    private static Optional<String> fault(List<String> lines) {
        return RecordFile.verify(lines, Optional.empty(), Map.of()).fault();
    }

    private List<String> changed(java.util.function.Consumer<List<String>> change) {
        List<String> copy = new ArrayList<>(lines);
        change.accept(copy);
        return copy;
    }

    @Nested
    class As_it_was_exported {

        @Test
        void is_intact_and_tells_whose_it_is() {
            String key = SigningKey.rawPublicKey(SampleBench.KEY);

            assertEquals(
                    new RecordFile.Report(3, SigningKey.idOf(key), Optional.empty()),
                    RecordFile.verify(lines, Optional.of(key), Map.of()));
        }

        @Test
        void is_the_same_to_the_byte_when_made_again() throws Exception {
            try (SampleBench bench = SampleBench.reopened(folder)) {
                assertEquals(lines, exported(bench));
            }
        }

        @Test
        void is_not_of_another_station() {
            String other = SigningKey.rawPublicKey(SampleBench.newKey());

            assertTrue(
                    RecordFile.verify(lines, Optional.of(other), Map.of())
                            .fault()
                            .orElse("")
                            .contains("another station"));
        }
    }

    @Nested
    class Altered {

        @Test
        void in_any_character_it_names_the_line() {
            SplittableRandom random = new SplittableRandom(20261121);
            for (int run = 0; run < 300; run++) {
                int at = random.nextInt(lines.size());
                List<String> bent = changed(copy -> copy.set(at, bent(copy.get(at), random)));

                String fault = fault(bent).orElse("nothing");
                assertTrue(fault.contains("line " + (at + 1)), "run " + run + ": " + fault);
            }
        }

        @Test
        void by_a_line_less_it_says_how_many_are_missing() {
            assertEquals(
                    Optional.of("3 records were exported, 2 are in the file"),
                    fault(changed(copy -> copy.remove(1))));
        }

        @Test
        void by_a_line_twice_it_says_so() {
            assertEquals(
                    Optional.of("3 records were exported, 4 are in the file"),
                    fault(changed(copy -> copy.add(1, copy.get(0)))));
        }

        @Test
        void by_two_lines_exchanged_it_says_so() {
            assertTrue(
                    fault(changed(copy -> copy.set(0, copy.set(1, copy.get(0)))))
                            .orElse("")
                            .contains("order"));
        }

        @Test
        void by_a_cut_it_says_so() {
            assertEquals(
                    Optional.of("the end of the file is missing: it was cut"),
                    fault(changed(copy -> copy.removeLast())));
        }

        private static String bent(String line, SplittableRandom random) {
            StringBuilder bent = new StringBuilder(line);
            int at = random.nextInt(line.length());
            char other = (char) ('!' + random.nextInt('~' - '!'));
            bent.setCharAt(at, other == bent.charAt(at) ? '~' : other);
            return bent.toString();
        }
    }
}
