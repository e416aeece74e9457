package io.prepstation.kiosk.preparation;

import static io.prepstation.kiosk.preparation.SampleBench.refused;
import static io.prepstation.kiosk.preparation.SampleBench.saved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.MaterialRepository;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StatisticsQuery;
import io.prepstation.kiosk.store.StatisticsQuery.Counts;
import io.prepstation.kiosk.store.StatisticsQuery.Dimension;
import io.prepstation.kiosk.store.StatisticsQuery.Period;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.AmountUnit;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.KnownContainer;
import io.prepstation.model.material.KnownVessel;
import io.prepstation.model.material.Material;
import io.prepstation.model.material.MaterialRefusal;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first ingredient has two lots, one of them in a container.
class MaterialsTest {

    private static final MinimumWeightRule SMALLEST =
            new MinimumWeightRule(Mass.grams("0.0200"), true);

    @TempDir Path folder;
    SampleBench bench;
    EntityStore entities;
    String early;
    String late;

    @BeforeEach
    void stock() throws StoreException {
        bench = SampleBench.in(folder);
        entities =
                new EntityStore(
                        SampleLab.KEY,
                        EntityTypes.STANDARD,
                        InstantSource.fixed(SampleBench.NOW),
                        SampleBench.counting(),
                        new Random(7));
        early = created("lots", lot("L1", "2026-12-01"));
        late = created("lots", lot("L2", "2027-12-01").put("potencyPercent", "98"));
        created(
                "containers",
                Json.object().put("code", "C-7").put("lotId", late).put("status", "in_use"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    static ObjectNode lot(String number, String expiresOn) {
        return Json.object()
                .put("ingredientId", "i-1")
                .put("lotNumber", number)
                .put("expiresOn", expiresOn)
                .put("status", "released")
                .put("remainingG", "500.0000");
    }

    String created(String type, ObjectNode fields) throws StoreException {
        Edit edit =
                bench.database()
                        .write(handle ->
                                entities.create(handle, SampleLab.SUPERVISOR, type, fields));
        return assertInstanceOf(Edit.Written.class, edit).entity().id();
    }

    void blocked(String lotId) throws StoreException {
        bench.database()
                .write(handle ->
                        entities.update(
                                handle,
                                SampleLab.OPERATOR,
                                "lots",
                                lotId,
                                Json.object().put("status", "blocked")));
    }

    Optional<Material> scanned(String text) throws StoreException {
        return bench.reader().material(FormulaCode.parse(text), "i-1", 0);
    }

    Mass leftOf(String lotId) throws StoreException {
        return Objects.requireNonNull(
                bench.database()
                        .read(handle -> MaterialRepository.lot(handle, lotId))
                        .orElseThrow()
                        .remaining());
    }

    Dispense from(String id, Step step, Mass net, String lotId, @Nullable String potencyPercent) {
        Dispense plain = bench.dispense(id, step, net);
        return new Dispense(
                plain.id(),
                plain.stepId(),
                "L",
                lotId,
                null,
                plain.net(),
                plain.gross(),
                plain.tare(),
                plain.tareSource(),
                plain.displayed(),
                plain.unit(),
                plain.stability(),
                plain.rawFrame(),
                plain.balanceSerial(),
                plain.at(),
                plain.by(),
                potencyPercent == null ? null : new BigDecimal(potencyPercent),
                null);
    }

    /// Of the second ingredient 2.7 g are in instead of at most 2.55 g: the litre would grow to 1.058824 L.
    @Nested
    @Tag("WEI-8")
    @Tag("WEI-9")
    class A_batch_that_grows {

        RescalePlan into(String holds, String empty) throws StoreException {
            ObjectNode clean = Json.object().put("code", "V-7").put("status", "clean");
            String id = created("containers", clean.put("tareG", empty).put("volumeMl", holds));
            SessionRecord running = bench.created(SampleLab.THREE);
            Step first = running.steps().getFirst();
            Mass tare = Mass.grams(empty);
            SampleBench.saved(
                    bench.service()
                            .recordVessel(
                                    running.id(),
                                    first.id(),
                                    new KnownVessel(id, "V-7", tare, new BigDecimal(holds)),
                                    tare,
                                    "u-op"));
            SessionRecord weighed = bench.filling(tare).weighed(running);
            Dispense over =
                    bench.dispense("d-over", weighed.nextStep().orElseThrow(), Mass.grams("2.7"));
            return bench.reader().planRescale(weighed, over, SampleBench.SETUP);
        }

        @Test
        void must_go_into_the_vessel_that_stands_there() throws StoreException {
            assertEquals(
                    new RescalePlan.TooMuch(
                            Amount.of("1.058824", "L"),
                            new Amount(new BigDecimal("1050"), AmountUnit.MILLILITRE)),
                    into("1050", "30.0000"));
        }

        @Test
        void goes_into_one_that_is_large_enough() throws StoreException {
            assertInstanceOf(RescalePlan.Possible.class, into("1100", "30.0000"));
        }

        /// 520 g are the most that the balance carries.
        @Test
        void must_be_light_enough_with_the_vessel_as_it_was_weighed() throws StoreException {
            assertInstanceOf(RescalePlan.TooHeavy.class, into("1100", "514.0000"));
        }
    }

    /// The article is the code of an ingredient, the batch the number of one of its lots. Today is 2026-11-20.
    @Nested
    @Tag("WEI-4")
    @Tag("SES-4")
    class A_suppliers_label {

        private static final String ARTICLE = "(01)09521234543213";

        private String ingredient;

        @BeforeEach
        void article() throws StoreException {
            ingredient =
                    created(
                            "ingredients",
                            Json.object().put("code", "09521234543213").put("name", "Salt"));
        }

        private void inStock(String number, String expiresOn) throws StoreException {
            created("lots", lot(number, expiresOn).put("ingredientId", ingredient));
        }

        @Test
        void of_a_lot_in_stock_stands_for_that_lot() throws StoreException {
            inStock("ABC123", "2027-03-31");
            Material material = scanned(ARTICLE + "(17)270331(10)ABC123").orElseThrow();
            assertEquals(ingredient, material.ingredientId());
            assertEquals("ABC123", material.source().lotNumber());
            assertEquals("09521234543213", material.source().scannedCode());
            assertNull(material.refusal());
        }

        @Test
        void of_another_lot_than_those_in_stock_is_refused() throws StoreException {
            inStock("ABC123", "2027-03-31");
            Material material = scanned(ARTICLE + "(10)XYZ").orElseThrow();
            assertInstanceOf(MaterialRefusal.LotNeeded.class, material.refusal());
        }

        @Test
        void that_says_expired_is_refused_whatever_the_stock_says() throws StoreException {
            var expired = new MaterialRefusal.Expired("ABC123", LocalDate.of(2026, 10, 31));
            String text = ARTICLE + "(17)261031(10)ABC123";
            assertEquals(expired, scanned(text).orElseThrow().refusal());
            inStock("ABC123", "2027-03-31");
            assertEquals(expired, scanned(text).orElseThrow().refusal());
        }

        @Test
        void of_an_unknown_article_stands_for_nothing() throws StoreException {
            assertEquals(Optional.empty(), scanned("(01)04006381333931"));
        }
    }

    @Nested
    @Tag("WEI-4")
    @Tag("SES-4")
    class A_scanned_code {

        @Test
        void of_a_container_stands_for_its_lot() throws StoreException {
            Material material = scanned("C-7").orElseThrow();
            assertEquals("i-1", material.ingredientId());
            assertEquals(late, material.source().lotId());
            assertEquals(new BigDecimal("98"), material.source().potencyPercent());
            assertEquals(null, material.refusal());
        }

        @Test
        @Tag("WEI-6")
        void of_a_clean_container_with_a_known_tare_is_a_vessel_to_weigh_into()
                throws StoreException {
            ObjectNode clean = Json.object().put("code", "V-7").put("status", "clean");
            String id = created("containers", clean.put("tareG", "50.123").put("volumeMl", "250"));
            created("containers", Json.object().put("code", "V-8").put("status", "clean"));

            Material vessel = scanned("V-7").orElseThrow();
            assertEquals(
                    new KnownVessel(id, "V-7", Mass.grams("50.123"), new BigDecimal("250")),
                    vessel.vessel());
            assertInstanceOf(MaterialRefusal.ContainerUnusable.class, vessel.refusal());
            assertNull(scanned("V-8").orElseThrow().vessel());
            assertNull(scanned("C-7").orElseThrow().vessel());
        }

        @Test
        void of_a_container_tells_what_it_weighs_empty_and_weighed_last() throws StoreException {
            created(
                    "containers",
                    Json.object()
                            .put("code", "C-9")
                            .put("lotId", early)
                            .put("status", "in_use")
                            .put("tareG", "20.0000")
                            .put("lastGrossG", "120.0000"));

            assertEquals(
                    new KnownContainer("C-9", Mass.grams("20.0000"), Mass.grams("120.0000")),
                    scanned("C-9").orElseThrow().source().container());
        }

        @Test
        void of_a_lot_stands_for_its_ingredient() throws StoreException {
            assertEquals(early, scanned("L=L1").orElseThrow().source().lotId());
        }

        @Test
        void of_the_ingredient_alone_asks_for_the_lot_that_expires_first() throws StoreException {
            assertEquals(
                    new MaterialRefusal.LotNeeded("L1", LocalDate.of(2026, 12, 1)),
                    scanned("ING-0001").orElseThrow().refusal());
            assertEquals(null, scanned("ING-0002").orElseThrow().refusal());
        }

        @Test
        void of_a_lot_that_was_blocked_a_moment_ago_is_refused() throws StoreException {
            blocked(early);
            assertInstanceOf(
                    MaterialRefusal.NotReleased.class, scanned("L1").orElseThrow().refusal());
        }

        @Test
        void that_is_on_nothing_in_the_stock_stands_for_nothing() throws StoreException {
            assertEquals(Optional.empty(), scanned("C-8"));
            assertEquals(Optional.empty(), scanned("F=PRM00003"));
        }
    }

    @Nested
    @Tag("WEI-4")
    class A_container_that_something_is_taken_out_of {

        private String container;
        private SessionRecord running;

        @BeforeEach
        void known() throws StoreException {
            container =
                    created(
                            "containers",
                            Json.object()
                                    .put("code", "C-9")
                                    .put("lotId", early)
                                    .put("status", "in_use")
                                    .put("lastGrossG", "120.0000"));
            running = bench.created(SampleLab.THREE);
        }

        private Dispense outOf(Dispense in, Mass gross, Mass tare) {
            return new Dispense(
                    in.id(),
                    in.stepId(),
                    in.scannedCode(),
                    early,
                    container,
                    in.net(),
                    gross,
                    tare,
                    in.tareSource(),
                    in.displayed(),
                    in.unit(),
                    in.stability(),
                    in.rawFrame(),
                    in.balanceSerial(),
                    in.at(),
                    in.by());
        }

        private Mass lastGross() throws StoreException {
            return Objects.requireNonNull(
                    scanned("C-9").orElseThrow().source().container().lastGross());
        }

        @Test
        void weighs_less_by_what_went_into_the_vessel_and_by_what_was_waste()
                throws StoreException {
            Step step = running.nextStep().orElseThrow();
            Dispense in = bench.dispense("d-1", step, Mass.grams("1.5000"));
            saved(
                    bench.service()
                            .recordDispense(
                                    running.id(),
                                    outOf(in, in.gross(), in.tare()),
                                    Mass.grams("0.1000")));

            assertEquals(Mass.grams("118.4000"), lastGross());
        }

        @Test
        void of_which_nobody_knows_what_it_weighed_stays_unknown() throws StoreException {
            Step step = running.nextStep().orElseThrow();
            Dispense in = bench.dispense("d-1", step, Mass.grams("1.5000"));
            container = scanned("C-7").orElseThrow().source().containerId();
            saved(bench.service().recordDispense(running.id(), outOf(in, in.gross(), in.tare())));

            assertNull(scanned("C-7").orElseThrow().source().container().lastGross());
        }
    }

    @Nested
    @Tag("WEI-7")
    class A_step_weighed_from_two_lots {

        private SessionRecord running;

        @BeforeEach
        void half_of_it_from_the_first() {
            running = bench.created(SampleLab.THREE);
            Step step = running.steps().getFirst();
            running =
                    saved(
                            bench.service()
                                    .recordPart(
                                            running.id(),
                                            from("d-1", step, Mass.grams("0.8000"), early, null),
                                            SMALLEST,
                                            null));
        }

        @Test
        void stays_open_after_the_first_part() {
            assertEquals(StepStatus.PENDING, running.steps().getFirst().status());
            assertEquals(
                    Mass.grams("0.8000"), running.netOf(running.steps().getFirst()).orElseThrow());
        }

        @Test
        void is_done_when_both_together_are_inside_as_pure_substance() {
            Step step = running.steps().getFirst();
            SessionRecord after =
                    saved(
                            bench.service()
                                    .recordDispense(
                                            running.id(),
                                            from("d-2", step, Mass.grams("0.7143"), late, "98")));
            assertEquals(StepStatus.DONE, after.steps().getFirst().status());
            assertEquals(Mass.grams("1.500014"), after.netOf(step).orElseThrow());
        }

        /// 1.500014 g of 1.5 g: nine millionths off, not the ten thousand that the plain masses would be.
        @Test
        @Tag("REC-5")
        void is_as_far_off_its_target_as_its_pure_substance_is() throws StoreException {
            Step step = running.steps().getFirst();
            saved(
                    bench.service()
                            .recordDispense(
                                    running.id(),
                                    from("d-2", step, Mass.grams("0.7143"), late, "98")));

            List<Counts> counts =
                    bench.database()
                            .read(
                                    new StatisticsQuery(
                                                    Dimension.INGREDIENT,
                                                    Period.WEEK,
                                                    LocalDate.of(2026, 11, 20))
                                            ::ask);

            assertEquals(List.of(9L), counts.stream().map(Counts::meanDeviationPpm).toList());
        }

        @Test
        void takes_what_was_weighed_off_the_stock_and_verifies() throws StoreException {
            Step step = running.steps().getFirst();
            SessionRecord after =
                    saved(
                            bench.service()
                                    .recordDispense(
                                            running.id(),
                                            from("d-2", step, Mass.grams("0.7143"), late, "98"),
                                            Mass.grams("0.1000")));
            assertEquals(Mass.grams("499.2000"), leftOf(early));
            assertEquals(Mass.grams("499.1857"), leftOf(late));
            SessionRecord all = bench.weighed(bench.weighed(after));
            saved(bench.service().complete(all.id(), SampleLab.OPERATOR, Authentication.CHOSEN));
            assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
        }

        @Test
        void takes_no_part_that_is_too_light_or_already_enough() throws StoreException {
            Step step = running.steps().getFirst();
            assertInstanceOf(
                    Refusal.PartTooLight.class,
                    refused(
                            bench.service()
                                    .recordPart(
                                            running.id(),
                                            from("d-3", step, Mass.grams("0.0199"), late, null),
                                            SMALLEST,
                                            null)));
            assertInstanceOf(
                    Refusal.NotAPart.class,
                    refused(
                            bench.service()
                                    .recordPart(
                                            running.id(),
                                            from("d-3", step, Mass.grams("0.7000"), late, null),
                                            SMALLEST,
                                            null)));
            assertEquals(Mass.grams("500.0000"), leftOf(late));
        }

        @Test
        void counts_a_part_once_however_often_it_is_sent() throws StoreException {
            Dispense again =
                    from("d-1", running.steps().getFirst(), Mass.grams("0.8000"), early, null);
            assertEquals(
                    running,
                    saved(bench.service().recordPart(running.id(), again, SMALLEST, null)));
            assertEquals(Mass.grams("499.2000"), leftOf(early));
        }
    }

    @Nested
    @Tag("SES-9")
    class After_a_power_cut {

        @Test
        void the_lot_that_was_scanned_is_still_known() throws StoreException {
            SessionRecord running = bench.created(SampleLab.THREE);
            var checkpoint =
                    new io.prepstation.model.session.Checkpoint(
                            running.id(),
                            running.steps().getFirst().id(),
                            new io.prepstation.model.material.Source(
                                    "C-7", late, "L2", null, null, new BigDecimal("98")),
                            Mass.grams("30.0000"),
                            Mass.grams("30.5000"),
                            Mass.grams("31.0000"),
                            SampleBench.NOW);
            saved(bench.service().saveCheckpoint(checkpoint));

            assertEquals(checkpoint, bench.reader().interrupted().orElseThrow().checkpoint());
        }
    }
}
