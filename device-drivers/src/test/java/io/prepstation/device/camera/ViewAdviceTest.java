package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("UX")
class ViewAdviceTest {

    private static final ViewMeasures FAIR = new ViewMeasures(190, 0);
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
            assertEquals(ViewHint.NONE, after(5, new ViewMeasures(20, 0), NO_CODE));
            assertEquals(ViewHint.TOO_DARK, after(1, new ViewMeasures(20, 0), NO_CODE));
        }

        @Test
        void a_lamp_in_the_label_is_glare() {
            assertEquals(ViewHint.GLARE, after(10, new ViewMeasures(255, 80), NO_CODE));
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
        void a_texture_that_looked_like_a_code_once_is_forgotten() {
            after(2, FAIR, OptionalDouble.of(6));
            assertEquals(ViewHint.NONE, after(10, FAIR, NO_CODE));
        }

        @Test
        void a_read_ends_every_advice() {
            after(10, new ViewMeasures(20, 0), NO_CODE);
            assertEquals(ViewHint.NONE, advice.after(FAIR, true, NO_CODE));
        }
    }

    @Nested
    class The_measures {

        @Test
        void of_a_dark_frame_are_dark() {
            assertEquals(new ViewMeasures(10, 0), ViewMeasures.of(even(10)));
        }

        @Test
        void of_white_paper_everywhere_are_overexposed() {
            assertEquals(new ViewMeasures(255, 1000), ViewMeasures.of(even(255)));
        }

        @Test
        void of_the_smallest_frame_divide_by_nothing() {
            assertEquals(
                    new ViewMeasures(0, 0), ViewMeasures.of(new LumaFrame(1, 1, 1, new byte[1])));
        }

        private static LumaFrame even(int level) {
            byte[] luma = new byte[64 * 64];
            Arrays.fill(luma, (byte) level);
            return new LumaFrame(64, 64, 64, luma);
        }
    }
}
