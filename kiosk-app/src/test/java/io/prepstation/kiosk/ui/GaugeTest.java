package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.weighing.Gauge.Scale;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("WEI-13")
class GaugeTest {

    private final Scale scale =
            Scale.of(
                    new Tolerance(
                            Mass.grams("80.0000"), Mass.grams("79.6000"), Mass.grams("80.4000")));

    @Test
    void nothing_stands_at_the_left_end() {
        assertEquals(0, scale.place(Mass.grams("0.0000")));
    }

    @Test
    void a_gram_in_the_fine_zone_is_wider_than_one_in_the_coarse_zone() {
        double coarse = scale.place(Mass.grams("41.0000")) - scale.place(Mass.grams("40.0000"));
        double fine = scale.place(Mass.grams("80.4000")) - scale.place(Mass.grams("79.4000"));

        assertTrue(fine > 20 * coarse, fine + " against " + coarse);
    }

    @Test
    void the_zones_meet_without_a_jump() {
        double before = scale.place(Mass.grams("78.7199"));
        double after = scale.place(Mass.grams("78.7201"));

        assertEquals(before, after, 0.001);
    }

    @Test
    void masses_beyond_the_ends_stand_at_the_ends() {
        assertEquals(0, scale.place(Mass.grams("-3.0000")));
        assertEquals(1, scale.place(Mass.grams("500.0000")));
    }

    @Test
    void milligrams_stand_where_their_grams_stand() {
        assertEquals(scale.place(Mass.grams("80.1000")), scale.place(Mass.parse("80100.0 mg")));
    }

    @Test
    void a_tolerance_that_reaches_down_to_nothing_has_no_coarse_zone() {
        Scale small =
                Scale.of(
                        new Tolerance(
                                Mass.grams("0.0010"), Mass.grams("0.0005"), Mass.grams("0.0015")));

        assertEquals(0, small.coarseShare());
    }
}
