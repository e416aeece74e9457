package io.prepstation.device.camera;

import static io.prepstation.device.camera.ViewMeasures.NO_EDGES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.simulator.Hardship;
import io.prepstation.device.simulator.LabelPhoto;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("UX")
class ViewAdviceTest {

    private static final ViewMeasures FAIR = new ViewMeasures(190, 0, 600);
    private static final ViewMeasures SOFT = new ViewMeasures(190, 0, 150);
    private static final OptionalDouble NO_CODE = OptionalDouble.empty();

    private final ViewAdvice advice = new ViewAdvice();

    private ViewHint after(int frames, ViewMeasures seen, OptionalDouble unreadable) {
        ViewHint hint = ViewHint.NONE;
        for (int i = 0; i < frames; i++) {
            hint = advice.after(seen, false, unreadable);
        }
        return hint;
    }

    @Nested
    class Over_some_frames {

        @Test
        void an_ordinary_bench_needs_no_advice() {
            assertEquals(ViewHint.NONE, after(20, FAIR, NO_CODE));
        }

        @Test
        void darkness_is_named_when_it_lasts() {
            assertEquals(ViewHint.NONE, after(5, new ViewMeasures(20, 0, NO_EDGES), NO_CODE));
            assertEquals(ViewHint.TOO_DARK, after(1, new ViewMeasures(20, 0, NO_EDGES), NO_CODE));
        }

        @Test
        void a_lamp_in_the_label_is_glare() {
            assertEquals(ViewHint.GLARE, after(10, new ViewMeasures(255, 80, 600), NO_CODE));
        }

        @Test
        void small_modules_ask_for_less_distance() {
            assertEquals(ViewHint.MOVE_CLOSER, after(3, FAIR, OptionalDouble.of(1.4)));
        }

        @Test
        void a_large_code_that_cannot_be_read_asks_for_a_steady_hand() {
            assertEquals(ViewHint.HOLD_STILL, after(3, FAIR, OptionalDouble.of(6)));
        }

        @Test
        void soft_edges_are_named_whether_a_code_was_seen_or_not() {
            assertEquals(ViewHint.BLURRED, after(10, SOFT, NO_CODE));
            assertEquals(ViewHint.BLURRED, after(10, SOFT, OptionalDouble.of(6)));
        }

        @Test
        void small_modules_are_brought_closer_before_they_are_brought_into_focus() {
            assertEquals(ViewHint.MOVE_CLOSER, after(10, SOFT, OptionalDouble.of(1.4)));
        }

        @Test
        void a_hand_that_moves_for_a_moment_is_not_named() {
            assertEquals(ViewHint.NONE, after(5, SOFT, NO_CODE));
        }

        @Test
        void a_texture_that_looked_like_a_code_once_is_forgotten() {
            after(2, FAIR, OptionalDouble.of(6));
            assertEquals(ViewHint.NONE, after(10, FAIR, NO_CODE));
        }

        @Test
        void a_read_ends_every_advice() {
            after(10, new ViewMeasures(20, 0, NO_EDGES), NO_CODE);
            assertEquals(ViewHint.NONE, advice.after(FAIR, true, NO_CODE));
        }
    }

    @Nested
    class The_measures {

        @Test
        void of_a_dark_frame_are_dark() {
            assertEquals(new ViewMeasures(10, 0, NO_EDGES), ViewMeasures.of(even(10)));
        }

        @Test
        void of_white_paper_everywhere_are_overexposed() {
            assertEquals(new ViewMeasures(255, 1000, NO_EDGES), ViewMeasures.of(even(255)));
        }

        /// Each of the printed labels, sharp as the lens gives it and after it was smoothed again and again.
        @ParameterizedTest
        @EnumSource(
                names = {"PERSPECTIVE", "CURVATURE", "DAMAGE", "GLARE", "SMALL_MODULES", "NOISE"})
        void of_a_label_in_focus_are_sharp_and_of_one_out_of_focus_soft(Hardship hardship) {
            for (int seed = 90_000; seed < 90_003; seed++) {
                LumaFrame label = LabelPhoto.take(hardship, seed).frame();
                int sharp = ViewMeasures.of(label).sharpness();
                int soft = ViewMeasures.of(smoothed(label, 24)).sharpness();
                assertTrue(sharp > 500 && sharp < NO_EDGES, hardship + " " + sharp);
                assertTrue(soft < 200, hardship + " " + soft);
            }
        }

        @Test
        void of_less_light_are_as_sharp() {
            LumaFrame label = LabelPhoto.take(Hardship.PERSPECTIVE, 90_000).frame();
            int dim = ViewMeasures.of(dimmed(label)).sharpness();
            assertTrue(dim > 500 && dim < NO_EDGES, "sharp in less light: " + dim);
            assertTrue(ViewMeasures.of(dimmed(smoothed(label, 24))).sharpness() < 200);
        }

        @Test
        void of_darkness_without_edges_tell_of_no_blur() {
            LumaFrame dark = LabelPhoto.take(Hardship.LOW_LIGHT, 90_000).frame();
            assertEquals(NO_EDGES, ViewMeasures.of(dark).sharpness());
        }

        private static LumaFrame smoothed(LumaFrame frame, int times) {
            LumaFrame smooth = frame;
            for (int i = 0; i < times; i++) {
                smooth = Retouch.smoothed(smooth);
            }
            return smooth;
        }

        private static LumaFrame dimmed(LumaFrame frame) {
            byte[] luma = new byte[frame.luma().length];
            for (int i = 0; i < luma.length; i++) {
                luma[i] = (byte) ((frame.luma()[i] & 0xff) * 3 / 5);
            }
            return new LumaFrame(frame.width(), frame.height(), frame.stride(), luma);
        }

        @Test
        void of_the_smallest_frame_divide_by_nothing() {
            assertEquals(
                    new ViewMeasures(0, 0, NO_EDGES),
                    ViewMeasures.of(new LumaFrame(1, 1, 1, new byte[1])));
        }

        private static LumaFrame even(int level) {
            byte[] luma = new byte[64 * 64];
            Arrays.fill(luma, (byte) level);
            return new LumaFrame(64, 64, 64, luma);
        }
    }
}
