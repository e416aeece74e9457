package io.prepstation.model.material;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.MaterialRefusal.ContainerUnusable;
import io.prepstation.model.material.MaterialRefusal.ContainerWithoutLot;
import io.prepstation.model.material.MaterialRefusal.Expired;
import io.prepstation.model.material.MaterialRefusal.LotNeeded;
import io.prepstation.model.material.MaterialRefusal.NotReleased;
import io.prepstation.model.material.MaterialRefusal.OpenTooLong;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("WEI-4")
class MaterialRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final MaterialRules RULES = new MaterialRules(TODAY, 30);

    private static StockLot lot(
            String number, String expiresOn, LotStatus status, @Nullable String openedOn) {
        return new StockLot(
                "id-" + number,
                "i-1",
                number,
                LocalDate.parse(expiresOn),
                status,
                Mass.grams("100"),
                openedOn == null ? null : LocalDate.parse(openedOn),
                null);
    }

    private static StockLot good(String number, String expiresOn) {
        return lot(number, expiresOn, LotStatus.RELEASED, null);
    }

    @Nested
    class A_lot {

        @Test
        void is_good_until_the_end_of_its_last_day() {
            assertEquals(Optional.empty(), RULES.refusal(good("L1", "2026-11-21")));
            assertEquals(
                    Optional.of(new Expired("L1", LocalDate.of(2026, 11, 20))),
                    RULES.refusal(good("L1", "2026-11-20")));
        }

        @ParameterizedTest
        @EnumSource(
                value = LotStatus.class,
                names = {"QUARANTINE", "BLOCKED", "EMPTY"})
        void that_is_not_released_is_refused(LotStatus status) {
            assertEquals(
                    Optional.of(new NotReleased("L1", status)),
                    RULES.refusal(lot("L1", "2027-01-01", status, null)));
        }

        @Test
        void is_good_for_so_many_days_after_opening() {
            assertEquals(
                    Optional.empty(),
                    RULES.refusal(lot("L1", "2027-01-01", LotStatus.RELEASED, "2026-10-22")));
            assertEquals(
                    Optional.of(new OpenTooLong("L1", LocalDate.of(2026, 10, 21), 30)),
                    RULES.refusal(lot("L1", "2027-01-01", LotStatus.RELEASED, "2026-10-21")));
        }

        @Test
        void may_be_open_for_ever_where_the_site_says_so() {
            assertEquals(
                    Optional.empty(),
                    new MaterialRules(TODAY, 0)
                            .refusal(lot("L1", "2027-01-01", LotStatus.RELEASED, "2020-01-01")));
        }
    }

    @Nested
    class A_container {

        @ParameterizedTest
        @ValueSource(strings = {"clean", "empty", "blocked"})
        void that_is_not_in_use_is_refused(String status) {
            assertEquals(
                    Optional.of(new ContainerUnusable("C1", status)),
                    RULES.refusal("C1", status, good("L1", "2027-01-01")));
        }

        @Test
        void is_as_good_as_its_lot() {
            assertEquals(Optional.empty(), RULES.refusal("C1", "in_use", good("L1", "2027-01-01")));
            assertEquals(
                    Optional.of(new Expired("L1", LocalDate.of(2020, 1, 1))),
                    RULES.refusal("C1", "in_use", good("L1", "2020-01-01")));
            assertEquals(
                    Optional.of(new ContainerWithoutLot("C1")),
                    RULES.refusal("C1", "in_use", null));
        }
    }

    @Nested
    class The_ingredients_own_code {

        @Test
        void is_enough_where_it_has_no_lots() {
            assertEquals(Optional.empty(), RULES.refusal(List.of()));
        }

        @Test
        void proposes_what_expires_first() {
            assertEquals(
                    Optional.of(new LotNeeded("L2", LocalDate.of(2026, 12, 1))),
                    RULES.refusal(
                            List.of(
                                    good("L1", "2027-01-01"),
                                    good("L2", "2026-12-01"),
                                    good("L3", "2026-11-20"))));
        }

        @Test
        void proposes_the_opened_one_whose_time_ends_sooner() {
            assertEquals(
                    List.of("L2", "L1"),
                    RULES
                            .fefo(
                                    List.of(
                                            good("L1", "2026-12-10"),
                                            lot(
                                                    "L2",
                                                    "2027-06-01",
                                                    LotStatus.RELEASED,
                                                    "2026-11-01")))
                            .stream()
                            .map(StockLot::lotNumber)
                            .toList());
        }

        @Test
        void says_so_if_none_may_be_used() {
            assertEquals(
                    Optional.of(new LotNeeded(null, null)),
                    RULES.refusal(List.of(good("L3", "2026-11-20"))));
        }
    }
}
