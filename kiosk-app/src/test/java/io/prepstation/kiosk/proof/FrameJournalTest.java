package io.prepstation.kiosk.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.proof.FrameJournal.Line;
import io.prepstation.kiosk.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("WEI-12")
class FrameJournalTest {

    private static final long ROOMY = 1 << 20;

    @TempDir Path folder;

    private FrameJournal journal(long most) {
        return new FrameJournal(folder.resolve("lab/demo.frames"), most);
    }

    private static RecordedFrame frame(int number) {
        return new RecordedFrame(
                "dispense-" + number,
                "session",
                "step-" + number,
                "SIM0000001",
                "1.000" + number,
                "µg",
                "S S     1.000" + number + " µg\r\u0002",
                1_795_000_000_000L + number);
    }

    private static List<RecordedFrame> frames(int count) {
        return IntStream.range(0, count).mapToObj(FrameJournalTest::frame).toList();
    }

    private static void append(FrameJournal journal, List<RecordedFrame> frames)
            throws StoreException {
        for (RecordedFrame frame : frames) {
            journal.append(frame);
        }
    }

    private static List<RecordedFrame> kept(FrameJournal journal) throws StoreException {
        return journal.read().stream()
                .flatMap(line ->
                        line instanceof Line.Kept(var frame) ? Stream.of(frame) : Stream.of())
                .toList();
    }

    @Nested
    class What_was_appended {

        @Test
        void is_read_as_it_was() throws StoreException {
            append(journal(ROOMY), frames(5));
            assertEquals(frames(5), kept(journal(ROOMY)));
        }

        @Test
        void is_nothing_at_first() throws StoreException {
            assertEquals(List.of(), journal(ROOMY).read());
        }

        @Test
        void is_refused_where_it_cannot_be_kept() throws IOException {
            Files.createFile(folder.resolve("lab"));
            assertThrows(StoreException.class, () -> journal(ROOMY).append(frame(1)));
        }
    }

    @Nested
    class After_a_power_cut {

        /// Cut at every byte: whole lines are read, the torn one is reported, and the next goes where it began.
        @Test
        void whole_frames_are_read_and_the_torn_one_is_written_over()
                throws StoreException, IOException {
            FrameJournal journal = journal(ROOMY);
            append(journal, frames(3));
            byte[] whole = Files.readAllBytes(journal.file());
            List<Integer> ends = new ArrayList<>(List.of(0));
            IntStream.range(0, whole.length)
                    .filter(i -> whole[i] == '\n')
                    .forEach(i -> ends.add(i + 1));
            for (int cut = 0; cut <= whole.length; cut++) {
                int length = cut;
                int complete = (int) ends.stream().filter(end -> end > 0 && end <= length).count();
                Files.write(journal.file(), Arrays.copyOf(whole, cut));
                assertEquals(frames(complete), kept(journal), "cut at " + cut);
                boolean torn = !ends.contains(cut);
                assertEquals(complete + (torn ? 1 : 0), journal.read().size(), "cut at " + cut);

                journal.append(frame(9));
                List<RecordedFrame> expected = new ArrayList<>(frames(complete));
                expected.add(frame(9));
                assertEquals(
                        expected.stream().map(Line.Kept::new).toList(),
                        journal.read(),
                        "cut at " + cut);
            }
        }
    }

    @Nested
    class A_changed_byte {

        @Test
        void never_makes_another_frame() throws StoreException, IOException {
            FrameJournal journal = journal(ROOMY);
            append(journal, frames(3));
            byte[] whole = Files.readAllBytes(journal.file());
            for (int at = 0; at < whole.length; at++) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) (1 << (at % 8));
                Files.write(journal.file(), changed);
                List<RecordedFrame> kept = kept(journal);
                assertTrue(frames(3).containsAll(kept), "changed at " + at);
                assertTrue(kept.size() < 3, "unnoticed at " + at);
            }
        }
    }

    @Nested
    class A_full_file {

        @Test
        void is_put_aside_and_the_oldest_goes() throws StoreException, IOException {
            FrameJournal journal = journal(1);
            int count = FrameJournal.KEPT + 5;
            append(journal, frames(count));
            assertEquals(
                    frames(count).subList(count - FrameJournal.KEPT - 1, count), kept(journal));
            try (Stream<Path> files = Files.list(journal.file().resolveSibling(""))) {
                assertEquals(FrameJournal.KEPT + 1, files.count());
            }
        }
    }
}
