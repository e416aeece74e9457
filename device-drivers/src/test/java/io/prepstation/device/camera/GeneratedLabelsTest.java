package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.simulator.Hardship;
import io.prepstation.device.simulator.LabelPhoto;
import io.prepstation.device.simulator.LabelPhoto.Verdict;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The short form of `scripts/bench qr`: the same photographs, fewer of them, and nothing that depends on time.
@Tag("SES-7")
class GeneratedLabelsTest {

    private static final int OF_EACH = 2;

    /// Not the seeds that the order of attempts was chosen by.
    private static final long SEED = 90_000;

    private static List<LabelPhoto> photos() {
        return Arrays.stream(Hardship.values())
                .flatMap(hardship ->
                        IntStream.range(0, OF_EACH)
                                .mapToObj(i -> LabelPhoto.take(hardship, SEED + i)))
                .toList();
    }

    @Nested
    class A_set_of_photographs {

        @Test
        void is_read_a_tenth_better_than_by_the_plain_library_and_never_wrongly() {
            int ours = 0;
            int plain = 0;
            for (LabelPhoto photo : photos()) {
                Verdict verdict = photo.judge(new QrReader().readStill(photo.frame()));
                assertFalse(verdict == Verdict.MISREAD, photo::text);
                ours += verdict == Verdict.READ ? 1 : 0;
                plain += photo.judge(PlainZxing.read(photo.frame())) == Verdict.READ ? 1 : 0;
            }
            assertTrue(plain > 0, "the plain library reads some");
            assertTrue(ours >= 1.10 * plain, ours + " against " + plain);
        }

        @Test
        void is_the_same_for_the_same_seed_and_another_for_another() {
            LabelPhoto one = LabelPhoto.take(Hardship.MIXED, 5);
            LabelPhoto again = LabelPhoto.take(Hardship.MIXED, 5);
            assertEquals(one.text(), again.text());
            assertArrayEquals(one.frame().luma(), again.frame().luma());
            assertFalse(one.text().equals(LabelPhoto.take(Hardship.MIXED, 6).text()));
        }
    }

    @Nested
    class Grain {

        @Test
        void is_noise_and_too_little_light_but_no_label_however_fine() {
            for (LabelPhoto photo : photos()) {
                boolean grainy = photo.frame().isGrainy();
                switch (photo.hardship()) {
                    case NOISE, LOW_LIGHT -> assertTrue(grainy, photo::text);
                    case SMALL_MODULES, BLUR, PERSPECTIVE, CURVATURE, GLARE, DAMAGE ->
                            assertFalse(grainy, photo::text);
                    case MIXED -> {}
                }
            }
        }

        @Test
        void leaves_a_live_label_readable() {
            List<LabelPhoto> grainy =
                    photos().stream().filter(photo -> photo.frame().isGrainy()).toList();
            for (LabelPhoto photo : grainy) {
                if (photo.judge(PlainZxing.read(photo.frame())) == Verdict.READ) {
                    assertEquals(Verdict.READ, photo.judge(readLive(photo)), photo::text);
                }
            }
        }

        /// While the clock stands, one frame gets every attempt.
        private Optional<String> readLive(LabelPhoto photo) {
            DeviceClock standing = new DeviceClock(InstantSource.system(), () -> 0);
            return new QrReader(Set.of(Symbology.QR), standing).readLive(photo.frame());
        }
    }

    @Nested
    class A_decoy {

        @Test
        void is_not_read_as_anything() {
            for (Hardship hardship : List.of(Hardship.NOISE, Hardship.GLARE)) {
                LabelPhoto decoy = LabelPhoto.decoy(hardship, SEED);
                assertEquals(Optional.empty(), new QrReader().readStill(decoy.frame()));
            }
        }
    }

    @Nested
    class The_verdict {

        @Test
        void tells_a_misread_from_a_miss() {
            LabelPhoto photo = LabelPhoto.take(Hardship.MIXED, SEED);
            assertEquals(Verdict.READ, photo.judge(Optional.of(photo.text())));
            assertEquals(Verdict.MISSED, photo.judge(Optional.empty()));
            assertEquals(Verdict.MISREAD, photo.judge(Optional.of(photo.text() + "0")));
            LabelPhoto decoy = LabelPhoto.decoy(Hardship.MIXED, SEED);
            assertEquals(Verdict.MISREAD, decoy.judge(Optional.of("")));
        }
    }
}
