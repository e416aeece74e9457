package io.prepstation.kiosk.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StatisticsQuery;
import io.prepstation.kiosk.store.StatisticsQuery.Counts;
import io.prepstation.kiosk.store.StatisticsQuery.Dimension;
import io.prepstation.kiosk.store.StatisticsQuery.Period;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Signature;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.sync.SessionHashes;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REC-5")
class StatisticsTest {

    /// In the lab's zone, Berlin.
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @TempDir Path folder;
    private SampleBench bench;

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void nothing_was_counted_where_nothing_happened() throws StoreException {
        for (Dimension dimension : Dimension.values()) {
            assertEquals(List.of(), asked(dimension, Period.YEAR, TODAY));
        }
    }

    @Test
    void each_weighing_counts_for_its_ingredient_its_operator_and_its_balance()
            throws StoreException {
        bench.completed(SampleLab.THREE);
        bench.completed(SampleLab.THREE);

        List<Counts> ingredients = asked(Dimension.INGREDIENT, Period.WEEK, TODAY);

        assertEquals(3, ingredients.size());
        assertEquals("ING-0001 Ingredient 1", ingredients.getFirst().name());
        assertEquals(2, ingredients.getFirst().dispenses());
        assertEquals(
                List.of(6L),
                asked(Dimension.OPERATOR, Period.WEEK, TODAY).stream()
                        .map(Counts::dispenses)
                        .toList());
        assertEquals(
                List.of("SIM-1"),
                asked(Dimension.BALANCE, Period.WEEK, TODAY).stream().map(Counts::name).toList());
    }

    @Test
    void deviations_from_the_target_are_told_with_and_without_their_sign() throws StoreException {
        weighed("1.5030");
        weighed("1.4970");

        Counts first = asked(Dimension.INGREDIENT, Period.WEEK, TODAY).getFirst();

        assertEquals(2, first.steps());
        assertEquals(0, first.meanOffsetPpm());
        assertEquals(2000, first.meanDeviationPpm());
    }

    /// The first step is told from the start of the session, each other one from the one before.
    @Test
    void a_step_lasts_until_its_last_weighing() throws StoreException {
        bench.completed(SampleLab.THREE);

        Counts operator = asked(Dimension.OPERATOR, Period.WEEK, TODAY).getFirst();

        assertEquals(3, operator.steps());
        assertEquals(1, operator.meanStepSeconds());
    }

    private static Signature approval(SessionRecord record) {
        return new Signature(
                "u-sup",
                "Priya Raman",
                Meaning.APPROVED,
                SampleBench.NOW,
                SampleBench.NOW.toString(),
                SessionHashes.recordHash(record),
                Authentication.BADGE_AND_PIN);
    }

    @Test
    void near_misses_overshoots_manual_weights_and_overrides_are_counted_by_their_kind()
            throws StoreException {
        SessionRecord running = bench.created(SampleLab.THREE);
        String step = running.nextStep().orElseThrow().id();
        for (String kind :
                List.of(
                        "near_miss",
                        "near_miss",
                        "overshoot",
                        "manual_weight",
                        "override",
                        "interrupted")) {
            SampleBench.saved(
                    bench.service()
                            .recordDeviation(
                                    running.id(),
                                    new SessionDeviation(
                                            step,
                                            kind,
                                            "",
                                            "",
                                            SampleBench.NOW,
                                            "u-op",
                                            kind.equals("override") ? approval(running) : null)));
        }

        Counts ingredient = asked(Dimension.INGREDIENT, Period.WEEK, TODAY).getFirst();

        assertEquals(2, ingredient.nearMisses());
        assertEquals(1, ingredient.overshoots());
        assertEquals(1, ingredient.manualWeights());
        assertEquals(1, ingredient.overrides());
    }

    @Test
    void a_period_ends_today_and_holds_as_many_days_as_it_says() throws StoreException {
        bench.completed(SampleLab.THREE);

        assertEquals(3, asked(Dimension.INGREDIENT, Period.WEEK, TODAY.plusDays(6)).size());
        assertEquals(0, asked(Dimension.INGREDIENT, Period.WEEK, TODAY.plusDays(7)).size());
        assertEquals(0, asked(Dimension.INGREDIENT, Period.WEEK, TODAY.minusDays(1)).size());
        assertEquals(3, asked(Dimension.INGREDIENT, Period.MONTH, TODAY.plusDays(29)).size());
        assertEquals(0, asked(Dimension.INGREDIENT, Period.MONTH, TODAY.plusDays(30)).size());
        assertEquals(3, asked(Dimension.INGREDIENT, Period.YEAR, TODAY.plusMonths(11)).size());
        assertEquals(0, asked(Dimension.INGREDIENT, Period.YEAR, TODAY.plusMonths(12)).size());
    }

    /// Counted at once or counted afterwards from the rows: the same.
    @Test
    void the_counters_are_what_the_rows_add_up_to() throws Exception {
        for (int i = 0; i < 5; i++) {
            bench.completed(SampleLab.THREE);
            weighed("1.51");
        }
        try (RawFile raw = new RawFile(bench.database().path())) {
            for (String dimension : List.of("operator", "balance", "ingredient")) {
                for (String bucket : List.of("D2026-11-20", "M2026-11")) {
                    assertEquals(
                            raw.number("SELECT count(*) FROM dispenses"),
                            raw.number(
                                    "SELECT sum(dispenses) FROM statistic WHERE dimension = '%s' AND bucket = '%s'"
                                            .formatted(dimension, bucket)));
                }
            }
            assertEquals(
                    raw.number("SELECT count(*) FROM steps WHERE status = 'done'"),
                    raw.number(
                            "SELECT sum(steps) FROM statistic WHERE dimension = 'operator' AND bucket LIKE 'D%'"));
        }
    }

    private void weighed(String net) {
        SessionRecord session = bench.emptied().created(SampleLab.THREE);
        Step step = session.nextStep().orElseThrow();
        SampleBench.saved(
                bench.service()
                        .recordDispense(session.id(), bench.dispense(step, Mass.grams(net))));
    }

    private List<Counts> asked(Dimension dimension, Period period, LocalDate today)
            throws StoreException {
        return bench.database().read(new StatisticsQuery(dimension, period, today)::ask);
    }
}
