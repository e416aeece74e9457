package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("SYN-11")
class RetryScheduleTest {

    @Nested
    class The_longest_wait {

        @ParameterizedTest
        @CsvSource({
            "1,1",
            "2,2",
            "3,4",
            "4,8",
            "9,256",
            "10,300",
            "11,300",
            "64,300",
            "65,300",
            "1000,300",
            "2147483647,300"
        })
        void doubles_with_each_failure_up_to_the_cap(int failures, long seconds) {
            assertEquals(
                    Duration.ofSeconds(seconds), RetrySchedule.DEFAULT.longestWaitAfter(failures));
        }

        @Test
        void follows_a_failure() {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> RetrySchedule.DEFAULT.longestWaitAfter(0));
        }

        @Test
        void holds_for_a_long_base_and_cap() {
            RetrySchedule slow = new RetrySchedule(Duration.ofHours(1), Duration.ofDays(365));
            assertEquals(Duration.ofDays(365), slow.longestWaitAfter(Integer.MAX_VALUE));
        }
    }

    @Nested
    class The_drawn_wait {

        @Test
        void fills_the_whole_span_evenly_and_never_leaves_it() {
            SplittableRandom random = new SplittableRandom(20_261_120);
            for (int failures = 1; failures <= 12; failures++) {
                long longest = RetrySchedule.DEFAULT.longestWaitAfter(failures).toMillis();
                int[] tenths = new int[10];
                for (int i = 0; i < 2_000; i++) {
                    long wait = RetrySchedule.DEFAULT.waitAfter(failures, random).toMillis();
                    assertTrue(wait >= 0 && wait <= longest);
                    tenths[(int) Math.min(9, wait * 10 / longest)]++;
                }
                for (int drawn : tenths) {
                    assertTrue(drawn > 120 && drawn < 280, "of 2000 in a tenth: " + drawn);
                }
            }
        }
    }
}
