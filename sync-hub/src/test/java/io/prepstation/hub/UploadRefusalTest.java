package io.prepstation.hub;

import static io.prepstation.hub.EnrolmentTest.assertProblem;
import static io.prepstation.hub.Operations.TEMP_LOT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.people.NewUser;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.Signature;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import io.prepstation.model.session.TareSource;
import io.prepstation.model.sync.SessionHashes;
import io.prepstation.model.sync.UploadBundle;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-15")
class UploadRefusalTest {

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;
    private WeighedSession session;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.withFormulas(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        session = WeighedSession.of(station, "PRM00936", hub.clock.instant());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Nested
    class The_head {

        @Test
        void of_a_running_session_is_refused() throws Exception {
            refused("NOT_FINISHED", "session.status", status(SessionStatus.IN_PROGRESS));
        }

        @Test
        void of_a_failed_session_is_taken_with_steps_left_open() throws Exception {
            var failed =
                    status(SessionStatus.FAILED)
                            .withSteps(it ->
                                    changeLast(it, step -> step.withStatus(StepStatus.PENDING)))
                            .withDispenses(it -> it.subList(0, it.size() - 1));

            accepted(failed.bundleSigned(List.of()));
        }

        @Test
        void that_ends_before_it_starts_is_refused() throws Exception {
            refused(
                    "BAD_TIME",
                    "session.endedAt",
                    session.withSession(it -> Sessions.endedLater(it, -1)));
        }

        @Test
        void of_another_station_is_refused() throws Exception {
            refused(
                    "OTHER_STATION",
                    "session.stationId",
                    session.withContext(it -> Contexts.ofStation(it, "somewhere-else")));
        }

        @Test
        void of_an_earlier_enrolment_of_the_same_key_is_taken() throws Exception {
            station = TestStation.enrolledAt(hub);

            accepted(session.bundle());
        }

        @Test
        void of_an_operator_nobody_knows_is_refused() throws Exception {
            refused(
                    "NOT_AN_OPERATOR",
                    "session.operator",
                    session.withSession(it -> Sessions.by(it, "nobody")));
        }

        @Test
        void of_somebody_who_may_not_weigh_is_refused() throws Exception {
            refused(
                    "NOT_AN_OPERATOR",
                    "session.operator",
                    session.withSession(it -> Sessions.by(it, RunningHub.MANAGER)));
        }

        @Test
        void of_an_unknown_formula_version_is_refused() throws Exception {
            refused(
                    "PARENT_MISSING",
                    "session.formulaVersionId",
                    session.withSession(it -> Sessions.ofVersion(it, "nowhere")));
            for (String empty : new String[] {null, "", " "}) {
                refused(
                        "DERIVED_MISSING",
                        "session.formulaVersionId",
                        session.withSession(it -> Sessions.ofVersion(it, empty)));
            }
        }

        @Test
        void of_a_version_of_another_formula_is_refused() throws Exception {
            refused(
                    "OTHER_FORMULA",
                    "session.formulaId",
                    session.withSession(it -> Sessions.ofFormula(it, "2")));
            refused(
                    "OTHER_FORMULA",
                    "session.formulaVersionNo",
                    session.withContext(it -> Contexts.ofVersionNo(it, 7)));
        }

        @Test
        void of_a_draft_is_refused() throws Exception {
            String versionId = importDraftOfVersion2();

            refused(
                    "VERSION_NOT_APPROVED",
                    "session.formulaVersionId",
                    session.withSession(it -> Sessions.ofVersion(it, versionId)));
        }

        @Test
        void of_a_version_that_was_not_valid_yet_is_refused() throws Exception {
            var early =
                    WeighedSession.of(
                            station, "PRM00936", hub.clock.instant().minusSeconds(86_400));

            refused("VERSION_NOT_YET_VALID", "session.formulaVersionId", early);
        }
    }

    @Nested
    class The_steps {

        @Test
        void that_are_not_all_done_are_refused() throws Exception {
            refused(
                    "STEP_NOT_DONE",
                    "steps[3].status",
                    session.withSteps(
                            it -> changeLast(it, step -> step.withStatus(StepStatus.SKIPPED))));
        }

        @Test
        void that_are_fewer_than_the_formulas_lines_are_refused() throws Exception {
            refused(
                    "NOT_OF_FORMULA",
                    "steps",
                    session.withSteps(it -> it.subList(0, it.size() - 1)));
        }

        @Test
        void with_a_wider_tolerance_than_the_formulas_are_refused() throws Exception {
            refused(
                    "NOT_OF_FORMULA",
                    "steps[3].targetQtyG",
                    session.withSteps(it ->
                            changeLast(
                                    it,
                                    step -> withTolerance(step, "0.4800", "0.4000", "0.5600"))));
        }

        @Test
        void of_another_amount_than_the_sessions_are_refused() throws Exception {
            refused(
                    "NOT_OF_FORMULA",
                    "steps[0].targetQtyG",
                    session.withContext(it -> Contexts.ofAmount(it, Amount.of("0.3", "L"))));
            refused(
                    "BAD_AMOUNT",
                    "session.amount",
                    session.withContext(it -> Contexts.ofAmount(it, Amount.of("200", "g"))));
        }

        @Test
        void that_name_another_ingredient_are_refused() throws Exception {
            refused(
                    "NOT_OF_FORMULA",
                    "steps[3].ingredientId",
                    session.withSteps(it -> changeLast(it, step -> withCode(step, "ING-0110"))));
        }
    }

    @Nested
    class What_was_weighed {

        @Test
        void for_a_step_that_is_not_there_is_refused() throws Exception {
            refused(
                    "PARENT_MISSING",
                    "dispenses[3].stepId",
                    session.withDispenses(it -> changeLast(it, d -> ofStep(d, "elsewhere"))));
        }

        @Test
        void outside_the_tolerance_is_refused() throws Exception {
            refused("OUT_OF_TOLERANCE", "steps[3].status", tooMuchInTheLastStep());
        }

        @Test
        void outside_the_tolerance_is_taken_with_an_override() throws Exception {
            WeighedSession overshot = tooMuchInTheLastStep();
            String step = overshot.record().steps().getLast().id();

            accepted(overshot.withOverride(step, "sam", "fit_for_use").bundle());
        }

        @Test
        @Tag("WEI-8")
        void is_not_overridden_without_a_signature_a_reason_and_the_right_to() throws Exception {
            WeighedSession overshot = tooMuchInTheLastStep();
            String step = overshot.record().steps().getLast().id();

            refused(
                    "NOT_SIGNED",
                    "deviations[0].signature",
                    overshot.withDeviation(
                            new SessionDeviation(
                                    step,
                                    "override",
                                    "fit_for_use",
                                    "",
                                    hub.clock.instant(),
                                    "sam")));
            refused(
                    "NO_REASON",
                    "deviations[0].reasonCode",
                    overshot.withOverride(step, "sam", ""));
            refused(
                    "NOT_ALLOWED",
                    "deviations[0].by",
                    overshot.withOverride(step, "anna", "fit_for_use"));
            refused(
                    "NOT_SIGNED",
                    "deviations[0].signature",
                    overshot.withOverride(step, "sam", "fit_for_use")
                            .withAudit(trail -> trail.subList(0, 2)));
        }

        @Test
        @Tag("WEI-10")
        void typed_by_hand_is_taken_only_if_somebody_with_the_right_to_stands_for_it()
                throws Exception {
            WeighedSession typed =
                    session.withDispenses(dispenses ->
                            dispenses.stream()
                                    .map(one -> one.equals(dispenses.getLast()) ? typed(one) : one)
                                    .toList());
            String step = session.record().steps().getLast().id();
            int last = session.record().dispenses().size() - 1;

            refused("NOT_SIGNED", "dispenses[" + last + "].manualReason", typed);
            refused(
                    "NOT_ALLOWED",
                    "deviations[0].by",
                    typed.withApproval("manual_weight", step, "anna", "balance_silent"));
            accepted(typed.withApproval("manual_weight", step, "sam", "balance_silent").bundle());
        }

        private static Dispense typed(Dispense read) {
            return new Dispense(
                            read.id(),
                            read.stepId(),
                            read.scannedCode(),
                            read.lotId(),
                            read.containerId(),
                            read.net(),
                            read.gross(),
                            read.tare(),
                            TareSource.COMPUTED,
                            read.net().digits(),
                            read.net().unit().symbol(),
                            Dispense.BY_HAND,
                            "",
                            "",
                            read.at(),
                            read.by())
                    .withManualReason("balance_silent");
        }

        @Test
        @Tag("REC-2")
        void that_the_formula_wants_witnessed_names_a_second_person() throws Exception {
            refused("NO_WITNESS", "dispenses[0]", session.withSteps(asking(LineRule.WITNESS)));
        }

        @Test
        @Tag("REC-2")
        void that_the_formula_wants_witnessed_is_taken_with_who_saw_and_signed_it()
                throws Exception {
            WeighedSession asked = session.withSteps(asking(LineRule.WITNESS));

            accepted(asked.withWitness("sam", "sam", Meaning.WITNESSED).bundle());
        }

        @Test
        @Tag("REC-2")
        void is_not_witnessed_by_who_may_not_or_did_not_sign() throws Exception {
            WeighedSession asked = session.withSteps(asking(LineRule.WITNESS));
            try (Administration administration = hub.administration()) {
                administration
                        .users()
                        .add(
                                new NewUser(
                                        "ari",
                                        "Ari",
                                        Set.of(Role.AUDITOR),
                                        Set.of(RunningHub.LAB),
                                        null));
            }
            refused(
                    "PARENT_MISSING",
                    "attestations[0].by",
                    asked.withWitness("nobody", "nobody", Meaning.WITNESSED));
            refused(
                    "NOT_ALLOWED",
                    "attestations[0].by",
                    asked.withWitness("ari", "ari", Meaning.WITNESSED));
            refused(
                    "NOT_SIGNED",
                    "attestations[0].signature",
                    asked.withWitness("sam", "anna", Meaning.WITNESSED));
            refused(
                    "NOT_SIGNED",
                    "attestations[0].signature",
                    asked.withWitness("sam", "sam", Meaning.PERFORMED));
            refused(
                    "NOT_SIGNED",
                    "attestations[0].signature",
                    asked.withWitness("sam", "sam", Meaning.WITNESSED)
                            .withAudit(trail -> trail.subList(0, 2)));
            refused(
                    "NO_WITNESS",
                    "dispenses[0]",
                    asked.withWitness("anna", "anna", Meaning.WITNESSED));
        }

        /// Whoever notes something signs it as well, but stands for nothing by that.
        @Test
        @Tag("REC-2")
        void is_not_witnessed_by_who_noted_something_else() throws Exception {
            WeighedSession asked = session.withSteps(asking(LineRule.WITNESS));
            String step = asked.record().steps().getFirst().id();

            refused(
                    "NO_WITNESS",
                    "dispenses[0]",
                    asked.withApproval("near_miss", step, "sam", "spilled"));
        }

        @Test
        void of_deviations_is_known_who_noted_them() throws Exception {
            refused(
                    "PARENT_MISSING",
                    "deviations[0].by",
                    session.withDeviation(
                            new SessionDeviation(
                                    null, "near_miss", "", "", hub.clock.instant(), "nobody")));
        }

        @Test
        @Tag("WEI-8")
        void of_a_batch_that_grew_may_be_several_for_a_step() throws Exception {
            accepted(grown().bundle());
        }

        @Test
        @Tag("WEI-8")
        void of_a_batch_that_grew_without_its_top_up_is_refused() throws Exception {
            WeighedSession grown = grown();
            refused(
                    "OUT_OF_TOLERANCE",
                    "steps[0].status",
                    grown.withDispenses(it -> it.subList(0, it.size() - 1)));
        }

        @Test
        @Tag("WEI-4")
        void of_a_lot_is_taken_by_its_temporary_id_if_the_ingredient_is_right() throws Exception {
            String first = session.record().steps().getFirst().ingredientId();
            pushLot(first);

            accepted(session.withDispenses(it -> changeFirst(it, lotted(TEMP_LOT))).bundle());
        }

        @Test
        @Tag("WEI-4")
        void of_a_lot_of_another_ingredient_is_refused() throws Exception {
            pushLot(session.record().steps().getLast().ingredientId());

            refused(
                    "OTHER_INGREDIENT",
                    "dispenses[0].lotId",
                    session.withDispenses(it -> changeFirst(it, lotted(TEMP_LOT))));
        }

        @Test
        @Tag("WEI-4")
        void of_a_lot_nobody_knows_is_refused() throws Exception {
            refused(
                    "PARENT_MISSING",
                    "dispenses[0].lotId",
                    session.withDispenses(it -> changeFirst(it, lotted("4711"))));
        }

        @Test
        @Tag("WEI-4")
        void counts_by_its_potency_and_that_is_a_percentage() throws Exception {
            refused(
                    "OUT_OF_TOLERANCE",
                    "steps[0].status",
                    session.withDispenses(it -> changeFirst(it, d -> potent(d, "90"))));
            refused(
                    "NOT_A_DECIMAL",
                    "dispenses[0]",
                    session.withDispenses(it -> changeFirst(it, d -> potent(d, "101"))));
        }

        @Test
        void must_be_there_for_a_step_that_is_done() throws Exception {
            refused(
                    "NOTHING_WEIGHED",
                    "steps[3].status",
                    session.withDispenses(it -> it.subList(0, it.size() - 1)));
        }

        @Test
        void must_be_what_the_balance_sent() throws Exception {
            refused(
                    "NOT_AS_DISPLAYED",
                    "dispenses[3].displayed",
                    session.withDispenses(it ->
                            changeLast(it, d -> shown(d, d.displayed(), "S S     0.4700 g"))));
            refused(
                    "NOT_AS_DISPLAYED",
                    "dispenses[3].displayed",
                    session.withDispenses(
                            it -> changeLast(it, d -> shown(d, "0.4700", "S S     0.4700 g"))));
        }

        @Test
        void must_add_up_with_the_tare() throws Exception {
            refused(
                    "GROSS_NET_TARE",
                    "dispenses[3].grossG",
                    session.withDispenses(it ->
                            changeLast(it, d -> weighing(d, d.gross().plus(Mass.grams("0.1"))))));
        }

        @Test
        void by_difference_is_what_the_container_lost() throws Exception {
            WeighedSession taken =
                    session.withSteps(asking(LineRule.BY_DIFFERENCE))
                            .withDispenses(
                                    it -> it.stream().map(UploadRefusalTest::taken).toList());
            refused(
                    "GROSS_NET_TARE",
                    "dispenses[0].grossG",
                    session.withSteps(asking(LineRule.BY_DIFFERENCE)));
            refused(
                    "GROSS_NET_TARE",
                    "dispenses[0].grossG",
                    session.withDispenses(
                            it -> it.stream().map(UploadRefusalTest::taken).toList()));
            accepted(taken.bundle());
        }

        @Test
        void by_somebody_unknown_is_refused() throws Exception {
            refused(
                    "PARENT_MISSING",
                    "dispenses[3].by",
                    session.withDispenses(it -> changeLast(it, d -> by(d, "nobody"))));
        }
    }

    @Nested
    class The_signatures {

        @Test
        void must_be_there() throws Exception {
            refused("NOT_SIGNED", "signatures", session.bundleSigned(List.of()));
        }

        @Test
        void must_be_over_this_record() throws Exception {
            refused(
                    "OTHER_RECORD_SIGNED",
                    "signatures[0].recordHash",
                    session.bundleSigned(List.of(WeighedSession.signature("f".repeat(64)))));
        }

        @Test
        void must_be_of_people_of_the_lab() throws Exception {
            Signature stranger =
                    new Signature(
                            "nobody",
                            "No Body",
                            Meaning.PERFORMED,
                            hub.clock.instant(),
                            "2026-11-20T10:00:00+01:00",
                            SessionHashes.recordHash(session.record()),
                            Authentication.CHOSEN);

            refused(
                    "PARENT_MISSING",
                    "signatures[0].userId",
                    session.bundleSigned(List.of(stranger)));
        }
    }

    @Nested
    @Tag("REC-1")
    class The_signed_end_of_the_trail {

        @Test
        void by_another_key_is_refused() throws Exception {
            KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

            refused("HEAD_NOT_SIGNED", "auditHead.signature", session.withKey(other));
        }

        @Test
        void that_was_signed_before_the_last_event_is_refused() throws Exception {
            UploadBundle bundle = session.bundle();
            AuditHead earlier =
                    AuditHead.signed(
                            TestStation.KEY,
                            RunningHub.LAB,
                            bundle.head().stationId(),
                            bundle.audit().getFirst().head(),
                            1);

            refused(
                    "OTHER_HEAD",
                    "auditHead",
                    UploadBundle.of(bundle.wireSession(), bundle.audit(), earlier));
        }
    }

    @Nested
    class The_audit_events {

        @Test
        void must_be_there() throws Exception {
            refused("NO_AUDIT", "audit", session.withAudit(_ -> List.of()));
        }

        @Test
        void that_were_altered_are_refused() throws Exception {
            refused(
                    "AUDIT_BROKEN",
                    "audit",
                    session.withAudit(it ->
                            changeLast(
                                    it,
                                    event ->
                                            new AuditEvent(
                                                    event.sequence(),
                                                    event.body().replace("anna", "mona"),
                                                    event.previousHash(),
                                                    event.hash()))));
        }

        @Test
        void that_do_not_follow_each_other_are_refused() throws Exception {
            refused("AUDIT_BROKEN", "audit", session.withAudit(it -> it.reversed()));
        }

        @Test
        void may_have_others_between_them() throws Exception {
            accepted(
                    session.withAudit(it ->
                                    changeLast(
                                            it,
                                            event ->
                                                    AuditEvent.following(
                                                            new io.prepstation.model.record
                                                                    .ChainHead(50, "b".repeat(64)),
                                                            1,
                                                            "session_completed",
                                                            "anna",
                                                            Json.object())))
                            .bundle());
        }
    }

    @Nested
    class A_lab_that_is_no_demo {

        @Test
        void takes_no_session_of_a_simulated_balance() throws Exception {
            hub.close();
            hub = RunningHub.withFormulasButNoDemo(directory.resolve("real"));
            station = TestStation.enrolledAt(hub);
            session = WeighedSession.of(station, "PRM00936", hub.clock.instant());

            refused("SIMULATED", "session.simulated", session);
            accepted(session.withContext(Contexts::onARealBalance).bundle());
        }
    }

    private void refused(String code, String field, WeighedSession bent) throws Exception {
        refused(code, field, bent.bundle());
    }

    /// Refused for good with code and field, kept apart once, and no session.
    private void refused(String code, String field, UploadBundle bundle) throws Exception {
        var answer = station.upload(bundle.text());

        assertProblem(422, code, answer);
        assertEquals(field, Json.parseObject(answer.body()).path("field").asText(), answer.body());
        assertProblem(422, code, station.upload(bundle.text()));
        try (var database = TestDatabase.of(hub)) {
            assertEquals("0", database.text("SELECT count(*) FROM sessions"));
            assertEquals(
                    bundle.text(),
                    database.text(
                            "SELECT bundle FROM refused_uploads WHERE content_hash = '"
                                    + bundle.contentHash()
                                    + "'"));
        }
    }

    private void accepted(UploadBundle bundle) throws Exception {
        var answer = station.upload(bundle.text());
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private WeighedSession status(SessionStatus status) {
        return session.withSession(it -> Sessions.withStatus(it, status));
    }

    private void pushLot(String ingredientId) throws Exception {
        ObjectNode request = Json.object();
        request.putArray("operations")
                .add(Operations.lot(TEMP_LOT, ingredientId, "L-1").put("userId", "anna"));
        assertEquals(1, station.push(request).path("processed").asInt());
    }

    private static List<Dispense> changeFirst(
            List<Dispense> dispenses, UnaryOperator<Dispense> change) {
        List<Dispense> changed = new ArrayList<>(dispenses);
        changed.set(0, change.apply(changed.getFirst()));
        return changed;
    }

    private static UnaryOperator<Dispense> lotted(String lotId) {
        return d -> with(d, lotId, null);
    }

    private static Dispense potent(Dispense dispense, String percent) {
        return with(dispense, null, new BigDecimal(percent));
    }

    private static Dispense with(
            Dispense dispense, @Nullable String lotId, @Nullable BigDecimal potencyPercent) {
        return new Dispense(
                dispense.id(),
                dispense.stepId(),
                dispense.scannedCode(),
                lotId,
                null,
                dispense.net(),
                dispense.gross(),
                dispense.tare(),
                dispense.tareSource(),
                dispense.displayed(),
                dispense.unit(),
                dispense.stability(),
                dispense.rawFrame(),
                dispense.balanceSerial(),
                dispense.at(),
                dispense.by(),
                potencyPercent,
                null);
    }

    /// 3 % more than was planned: the first ingredient is topped up at the end.
    private WeighedSession grown() throws Exception {
        WeighedSession larger =
                WeighedSession.of(station, "PRM00936", Amount.of("1.03", "L"), hub.clock.instant());
        Step first = larger.record().steps().getFirst();
        Mass planned = Mass.grams("80.0000");
        return larger.withDispenses(it -> {
            List<Dispense> dispenses = new ArrayList<>(it);
            Dispense whole = dispenses.getFirst();
            dispenses.set(0, WeighedSession.dispense(first, planned, whole.tare(), whole.at()));
            dispenses.add(
                    WeighedSession.dispense(
                            first,
                            first.tolerance().target().minus(planned),
                            it.getLast().gross(),
                            whole.at()));
            return dispenses;
        });
    }

    private WeighedSession tooMuchInTheLastStep() {
        Step last = session.record().steps().getLast();
        return session.withDispenses(it ->
                changeLast(
                        it,
                        d ->
                                WeighedSession.dispense(
                                        last,
                                        last.tolerance().upperLimit().plus(Mass.grams("0.0001")),
                                        d.tare(),
                                        d.at())));
    }

    private String importDraftOfVersion2() throws Exception {
        String csv =
                Files.readString(RunningHub.DEMO_DATA.resolve("formulas.csv"))
                        .lines()
                        .filter(line ->
                                line.startsWith("formula_code") || line.startsWith("PRM00936"))
                        .map(line -> line.replace("10x,1,1,L", "10x,2,1,L"))
                        .reduce("", (text, line) -> text + line + "\n");
        try (Administration administration = hub.administration()) {
            administration
                    .formulaImport()
                    .run(
                            RunningHub.LAB,
                            new ImportFiles(new TextFile("v2.csv", csv), Optional.empty()),
                            Optional.empty());
        }
        try (var database = TestDatabase.of(hub)) {
            return database.text(
                    "SELECT id FROM formula_versions WHERE status = 'draft' AND version_no = 2");
        }
    }

    private static <T> List<T> changeLast(List<T> items, UnaryOperator<T> change) {
        List<T> changed = new ArrayList<>(items);
        changed.set(items.size() - 1, change.apply(items.getLast()));
        return changed;
    }

    private static Step withTolerance(Step it, String target, String lower, String upper) {
        Tolerance tolerance =
                new Tolerance(Mass.grams(target), Mass.grams(lower), Mass.grams(upper));
        return new Step(
                it.id(),
                it.sessionId(),
                it.sequence(),
                it.ingredientId(),
                it.requiredCode(),
                it.ingredientName(),
                tolerance,
                it.status());
    }

    private static Step withCode(Step it, String code) {
        return new Step(
                it.id(),
                it.sessionId(),
                it.sequence(),
                it.ingredientId(),
                code,
                it.ingredientName(),
                it.tolerance(),
                it.status());
    }

    /// The same weight, taken out of a container of 90 g.
    static Dispense taken(Dispense in) {
        Mass after = Mass.grams("90.0000").minus(in.net());
        return new Dispense(
                in.id(),
                in.stepId(),
                in.scannedCode(),
                in.lotId(),
                in.containerId(),
                in.net(),
                after,
                Mass.grams("90.0000"),
                TareSource.COMPUTED,
                after.digits(),
                "g",
                in.stability(),
                "S S %10s g".formatted(after.digits()),
                in.balanceSerial(),
                in.at(),
                in.by());
    }

    /// All steps ask that.
    static UnaryOperator<List<Step>> asking(LineRule rule) {
        return steps ->
                steps.stream()
                        .map(step ->
                                new Step(
                                        step.id(),
                                        step.sessionId(),
                                        step.sequence(),
                                        step.ingredientId(),
                                        step.requiredCode(),
                                        step.ingredientName(),
                                        step.tolerance(),
                                        step.status(),
                                        Set.of(rule)))
                        .toList();
    }

    private static Dispense ofStep(Dispense it, String stepId) {
        return copy(it, stepId, it.gross(), it.displayed(), it.rawFrame(), it.by());
    }

    private static Dispense shown(Dispense it, String displayed, String rawFrame) {
        return copy(it, it.stepId(), it.gross(), displayed, rawFrame, it.by());
    }

    private static Dispense weighing(Dispense it, Mass gross) {
        return copy(it, it.stepId(), gross, it.displayed(), it.rawFrame(), it.by());
    }

    private static Dispense by(Dispense it, String user) {
        return copy(it, it.stepId(), it.gross(), it.displayed(), it.rawFrame(), user);
    }

    private static Dispense copy(
            Dispense it, String stepId, Mass gross, String displayed, String rawFrame, String by) {
        return new Dispense(
                it.id(),
                stepId,
                it.scannedCode(),
                null,
                null,
                it.net(),
                gross,
                it.tare(),
                TareSource.BALANCE,
                displayed,
                it.unit(),
                it.stability(),
                rawFrame,
                it.balanceSerial(),
                it.at(),
                by);
    }
}
