package io.prepstation.kiosk.preparation;

import static io.prepstation.kiosk.preparation.SampleBench.saved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.SessionReturn.Result;
import io.prepstation.kiosk.preparation.Verification.Fault;
import io.prepstation.kiosk.store.AuditHeads;
import io.prepstation.kiosk.store.AuditQuery;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.FormulaCounter;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.sync.OwnSession;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireReading;
import io.prepstation.model.sync.WireSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions of one file taken into another, as the hub gives them back.
@Tag("STO-10")
class SessionReturnTest {

    private static final KeyPair HUB = SampleBench.newKey();
    private static final StationEnrolment ENROLMENT = enrolment(HUB);

    @TempDir Path folder;
    private SampleBench lost;
    private SampleBench fresh;

    @BeforeEach
    void two_files() throws Exception {
        lost = SampleBench.in(folder.resolve("lost"));
        fresh = SampleBench.reopened(folder.resolve("fresh"));
    }

    @AfterEach
    void close() {
        lost.close();
        fresh.close();
    }

    private static StationEnrolment enrolment(KeyPair hub) {
        return enrolment(hub, SampleBench.STATION.stationId());
    }

    private static StationEnrolment enrolment(KeyPair hub, String stationId) {
        String key = SigningKey.rawPublicKey(hub);
        return new StationEnrolment(
                SampleLab.KEY,
                stationId,
                "https://hub",
                "t",
                SigningKey.idOf(key),
                key,
                "f",
                "e",
                SampleBench.NOW);
    }

    private OwnSession offered(String session) throws Exception {
        FrozenText text =
                lost.database().read(handle -> FrozenText.find(handle, session).orElseThrow());
        return offered(session, text.contentHash(), text.text(), SampleBench.KEY);
    }

    private static OwnSession offered(String session, UploadBundle bundle, KeyPair key) {
        return offered(session, bundle.contentHash(), bundle.text(), key);
    }

    private static OwnSession offered(
            String session, String contentHash, String text, KeyPair key) {
        return new OwnSession(
                session,
                contentHash,
                text,
                Receipt.signed(
                        HUB.getPrivate(),
                        ENROLMENT.hubKeyId(),
                        session,
                        contentHash,
                        7,
                        SampleBench.NOW.toEpochMilli()),
                SampleBench.STATION.stationId(),
                SigningKey.rawPublicKey(key));
    }

    private static OwnSession.Entry entry(OwnSession offered) {
        return new OwnSession.Entry(offered.sessionId(), offered.contentHash(), 7);
    }

    private Result take(OwnSession offered) throws Exception {
        return take(offered, ENROLMENT);
    }

    private Result take(OwnSession offered, StationEnrolment enrolment) throws Exception {
        return new SessionReturn(
                        fresh.database(),
                        enrolment,
                        SampleBench.KEY,
                        InstantSource.fixed(SampleBench.NOW),
                        () -> "op-" + offered.sessionId())
                .take(entry(offered), offered, true);
    }

    private @Nullable Fault fault() throws Exception {
        return Verification.of(fresh.database(), Evidence.NONE).fault();
    }

    private void assertIntact() throws Exception {
        assertEquals(Optional.empty(), Optional.ofNullable(fault()));
    }

    private void tamper(String change) throws Exception {
        try (RawFile raw = new RawFile(fresh.database().path())) {
            raw.tamper(List.of(change));
        }
    }

    /// As anybody writes who has the file and no key.
    private void append(String kind, ObjectNode details) throws Exception {
        ChainHead end = fresh.database().read(AuditTrail::head);
        tamper(
                Tampering.appended(
                        AuditEvent.following(
                                end, SampleBench.NOW.toEpochMilli(), kind, "station-1", details)));
    }

    /// The other file is a backup of the one that will be lost, as it is now.
    private void putBackup() throws Exception {
        Path file = fresh.database().path();
        fresh.close();
        LabDatabaseFiles.withoutJournal(file);
        Files.delete(file);
        try (RawFile raw = new RawFile(lost.database().path())) {
            raw.execute("VACUUM INTO '" + file + "'");
        }
        fresh = SampleBench.reopened(folder.resolve("fresh"));
    }

    /// Reads the file as it is: nothing of it is remembered.
    private void reopen() throws Exception {
        fresh.close();
        fresh = SampleBench.reopened(folder.resolve("fresh"));
    }

    private void returned(SessionRecord ended) throws Exception {
        assertEquals(new Result.CameBack(), take(offered(ended.id())));
        Verification.Report report = Verification.of(fresh.database(), Evidence.NONE);
        assertTrue(report.intact(), () -> String.valueOf(report.fault()));
        WireSession wire = WireSession.of(ended, null);
        SessionRecord found =
                fresh.database()
                        .read(handle -> SessionRepository.find(handle, ended.id()).orElseThrow());
        assertEquals(wire, WireSession.of(found, null));
        assertEquals(wire, WireSession.of(WireReading.record(wire), null));
    }

    private SessionRecord failed() {
        return saved(
                lost.service()
                        .fail(
                                lost.emptied().created(SampleLab.TWENTY).id(),
                                "spilled",
                                "vessel fell",
                                "u-op"));
    }

    @Test
    void one_with_hazards_and_a_witness_comes_back_whole() throws Exception {
        lost.database()
                .write(handle -> {
                    MasterData.replaceAll(handle, SampleLab.downloadAsking(3, LineRule.WITNESS));
                    return true;
                });
        SessionRecord record = lost.acknowledged(lost.emptied().created(SampleLab.THREE));
        saved(
                lost.service()
                        .recordNearMiss(
                                record.id(),
                                record.nextStep().orElseThrow().id(),
                                "ING-0002",
                                "ING-0009",
                                "u-op"));
        while (record.nextStep().isPresent()) {
            Step step = record.nextStep().get();
            record =
                    saved(
                            lost.service()
                                    .recordDispense(
                                            record.id(),
                                            lost.dispense(step, step.tolerance().target()),
                                            null,
                                            new Approval(
                                                    SampleLab.SUPERVISOR,
                                                    Authentication.BADGE_AND_PIN,
                                                    "balance_silent",
                                                    "seen")));
            lost.filling(record.lastGross(step).orElseThrow());
        }

        returned(
                saved(
                        lost.service()
                                .complete(record.id(), SampleLab.OPERATOR, Authentication.CHOSEN)));
    }

    /// A lock is a person's to open: what locked a formula locks it again.
    @Test
    @Tag("SES-2")
    void a_formula_that_was_locked_is_locked_again() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertFalse(locked());
            returned(failed());
        }

        assertTrue(locked());
    }

    private boolean locked() throws Exception {
        Boolean locked =
                fresh.database()
                        .read(handle -> FormulaCounter.locked(handle, SampleLab.TWENTY.id()));
        return locked;
    }

    /// What only a session says of its formula version is no base to weigh by.
    @Test
    void a_version_that_was_unknown_gets_its_base_from_the_hub() throws Exception {
        SessionRecord ended = lost.completed(SampleLab.THREE);
        try (RawFile raw = new RawFile(fresh.database().path())) {
            returned(ended);
            raw.tamper(List.of("UPDATE formula_versions SET base_amount = '7'"));
            fresh.database()
                    .write(handle -> {
                        MasterData.replaceAll(handle, SampleLab.download());
                        return true;
                    });
            assertEquals(
                    List.of(),
                    raw.texts("SELECT id FROM formula_versions WHERE base_amount = '7'"));
        }
        assertEquals(
                2,
                fresh.emptied().created(SampleLab.THREE).session().attemptNo(),
                "its number is not given again");
    }

    @Test
    void its_trail_is_shown_as_it_was_and_then_that_it_came_back() throws Exception {
        SessionRecord ended = lost.completed(SampleLab.THREE);
        returned(ended);

        var before = lost.database().read(handle -> AuditTrail.ofSession(handle, ended.id()));
        var shown =
                fresh.database()
                        .read(new AuditQuery(AuditQuery.Filter.ALL, ended.id(), 100)::ask)
                        .reversed();

        assertEquals(before, shown.subList(0, before.size()));
        assertEquals(before.size() + 1, shown.size());
        assertTrue(shown.getLast().body().contains("session_returned"));
    }

    /// Events after the last head are anybody's: what explains a missing head must be signed itself.
    @Test
    @Tag("REC-1")
    void a_return_that_nobody_signed_explains_nothing() throws Exception {
        SessionRecord ended = lost.completed(SampleLab.THREE);
        AuditHead missing =
                lost.database().read(handle -> AuditHeads.after(handle, 0, 1).getFirst());
        fresh.database()
                .write(handle -> {
                    MasterData.replaceAll(handle, SampleLab.download());
                    return true;
                });
        fresh.completed(SampleLab.TWENTY);
        ObjectNode details = Json.object();
        details.set("auditHead", Json.write(missing));
        append("session_returned", details);
        reopen();
        Evidence copies =
                new Evidence(
                        Map.of(),
                        Optional.of(SigningKey.rawPublicKey(SampleBench.KEY)),
                        List.of(
                                Copies.of(
                                        List.of(new KeptCopy.Head(missing, "head log, line 1")))));

        Fault found = Verification.of(fresh.database(), copies).fault();

        assertNotNull(found, ended.id());
        assertTrue(found.record().startsWith("audit event "), found::toString);
        assertTrue(found.reason().contains("signed head over it is missing"), found::toString);
    }

    @Test
    @Tag("REC-1")
    void a_genuine_return_without_its_signed_head_is_named() throws Exception {
        returned(lost.completed(SampleLab.THREE));
        returned(lost.completed(SampleLab.THREE));
        tamper("DELETE FROM audit_head WHERE sequence = (SELECT min(sequence) FROM audit_head)");

        Fault found = fault();

        assertNotNull(found);
        assertTrue(found.record().startsWith("audit event "), found::toString);
    }

    /// Else a forger could sign with a key of his own, and name the station's after it.
    @Test
    @Tag("REC-1")
    void a_key_that_is_named_twice_or_never_signs_is_named() throws Exception {
        String own = SigningKey.rawPublicKey(SampleBench.KEY);
        ObjectNode details = Json.object().put("keyId", SigningKey.idOf(own)).put("publicKey", own);
        append("station_key", details);
        reopen();
        Fault never = fault();
        assertNotNull(never);
        assertTrue(never.reason().contains("nothing after it is signed"), never::toString);
        assertEquals(new Result.CameBack(), take(offered(lost.completed(SampleLab.THREE).id())));

        Fault twice = fault();

        assertNotNull(twice);
        assertTrue(twice.reason().contains("named before"), twice::toString);
    }

    /// A hub that was put back gets it again, and may have to do without what stayed at the hub, or refuse it.
    @Test
    void what_a_later_hub_makes_of_it_is_no_fault() throws Exception {
        SessionRecord ended = lost.completed(SampleLab.THREE);
        returned(ended);
        fresh.database()
                .change(handle ->
                        SentWithout.note(
                                handle,
                                SessionRepository.find(handle, ended.id()).orElseThrow(),
                                "0".repeat(64),
                                "it is not here",
                                "station-1",
                                SampleBench.NOW));
        assertIntact();
        OutboxOperation upload =
                fresh.database().read(handle -> Outbox.list(handle, 10)).getFirst();
        saved(fresh.service().refusedByHub(upload, "unknown user"));
        assertIntact();

        Refusal refused =
                SampleBench.refused(
                        fresh.service()
                                .correct(
                                        ended.id(),
                                        new Correction(
                                                SampleLab.SUPERVISOR,
                                                "data_error",
                                                "seen",
                                                Authentication.CHOSEN)));

        assertEquals(new Refusal.CameBack(ended.id()), refused);
        tamper("UPDATE sessions SET status = 'completed' WHERE id = '" + ended.id() + "'");
        assertNotNull(fault());
    }

    /// The hub refused it, and took what a supervisor made of it after the backup.
    @Test
    @Tag("SES-2")
    void one_that_was_corrected_after_the_backup_comes_as_its_next_revision() throws Exception {
        for (boolean refusedBefore : List.of(false, true)) {
            SessionRecord ended = lost.completed(SampleLab.THREE);
            OutboxOperation upload =
                    lost.database().read(handle -> Outbox.list(handle, 1)).getFirst();
            if (!refusedBefore) {
                putBackup();
            }
            saved(lost.service().refusedByHub(upload, "unknown user"));
            if (refusedBefore) {
                putBackup();
            }
            Correction seen =
                    new Correction(
                            SampleLab.SUPERVISOR, "data_error", "seen", Authentication.CHOSEN);

            returned(saved(lost.service().correct(ended.id(), seen)));

            assertEquals(
                    List.of(),
                    fresh.database().read(handle -> Outbox.open(handle, 10)).stream()
                            .filter(one -> one.entityId().equals(ended.id()))
                            .toList());
            tamper(
                    "UPDATE session_text SET text = replace(text, 'u-op', 'u-po') WHERE revision = 1");
            assertNotNull(fault());
        }
    }

    /// The hub takes an upload from nobody but who signed it.
    @Test
    void what_another_key_signed_waits_for_no_hub() throws Exception {
        SessionRecord ended = lost.completed(SampleLab.THREE);

        assertEquals(new Result.CameBack(), ofAnotherCard(ended, Set.of("station-1")));

        assertEquals(List.of(), fresh.database().read(handle -> Outbox.list(handle, 10)));
        assertEquals(
                1, fresh.database().read(handle -> Outbox.receipts(handle, ended.id())).size());
        assertIntact();
    }

    @Test
    void of_another_station_it_is_taken_only_if_a_person_named_that() throws Exception {
        SessionRecord ended = lost.completed(SampleLab.THREE);

        assertEquals(new Result.OfAnother("station-1"), ofAnotherCard(ended, Set.of()));
        assertEquals(new Result.OfAnother("station-1"), ofAnotherCard(ended, Set.of("station-2")));
        assertEquals(new Result.CameBack(), ofAnotherCard(ended, Set.of("station-1")));
    }

    private Result ofAnotherCard(SessionRecord ended, Set<String> former) throws Exception {
        OwnSession offered = offered(ended.id());
        return new SessionReturn(
                        fresh.database(),
                        enrolment(HUB, "station-9"),
                        SampleBench.newKey(),
                        InstantSource.fixed(SampleBench.NOW),
                        () -> "op-" + offered.sessionId())
                .following(former)
                .take(entry(offered), offered, true);
    }

    /// The hub has the text and can give a receipt for anything; the station's key it has not.
    @Test
    void what_the_hub_signed_anew_is_refused() throws Exception {
        OwnSession offered = offered(lost.completed(SampleLab.THREE).id());
        UploadBundle bundle = bundle(offered);
        KeyPair another = SampleBench.newKey();
        UploadBundle forged =
                UploadBundle.of(
                        bundle.wireSession(),
                        bundle.audit(),
                        AuditHead.signed(
                                another,
                                SampleLab.KEY.labId(),
                                "station-1",
                                bundle.head().end(),
                                SampleBench.NOW.toEpochMilli()));
        OwnSession again = offered(offered.sessionId(), forged, another);

        assertInstanceOf(Result.Refused.class, take(again));
        assertInstanceOf(
                Result.Refused.class,
                new SessionReturn(
                                fresh.database(),
                                ENROLMENT,
                                SampleBench.KEY,
                                InstantSource.fixed(SampleBench.NOW),
                                () -> "op")
                        .following(Set.of("station-1"))
                        .take(entry(again), again, true));
    }

    @Test
    void a_text_without_a_lab_is_refused_by_name() throws Exception {
        OwnSession offered = offered(lost.completed(SampleLab.THREE).id());
        ObjectNode body = Json.parseObject(offered.text());
        ((ObjectNode) body.path("session")).remove("labId");
        OwnSession without =
                offered(
                        offered.sessionId(),
                        offered.contentHash(),
                        CanonicalJson.of(body),
                        SampleBench.KEY);

        Result.Refused refused = assertInstanceOf(Result.Refused.class, take(without));

        assertTrue(refused.reason().contains("labId"), refused::reason);
    }

    private static UploadBundle bundle(OwnSession offered) throws Exception {
        return UploadBundle.parse(offered.text().getBytes(StandardCharsets.UTF_8));
    }

    /// The station may be enrolled at a new hub by the time.
    @Test
    @Tag("REC-1")
    void its_receipt_holds_under_the_hub_that_gave_it_back() throws Exception {
        returned(lost.completed(SampleLab.THREE));
        String later = SigningKey.rawPublicKey(SampleBench.newKey());
        Evidence atAnotherHub =
                new Evidence(Map.of(SigningKey.idOf(later), later), Optional.empty(), List.of());

        Fault found = Verification.of(fresh.database(), atAnotherHub).fault();

        assertEquals(Optional.empty(), Optional.ofNullable(found));
    }

    /// What stayed at the hub cannot be put in here, and what the backup had of it stays what it was.
    @Test
    @Tag("REC-1")
    void a_pour_that_is_not_of_its_text_is_named() throws Exception {
        SessionRecord running = lost.emptied().acknowledged(lost.created(SampleLab.THREE));
        Step step = running.nextStep().orElseThrow();
        saved(
                lost.service()
                        .following(
                                PourTrace.of("1795165200000 g 0 0=0.0000 900~1.2000 1800=1.7000"))
                        .recordDispense(
                                running.id(), lost.dispense(step, step.tolerance().target())));
        putBackup();
        SessionRecord ended =
                saved(lost.service().fail(running.id(), "spilled", "vessel fell", "u-op"));
        returned(ended);
        fresh.close();
        byte[] whole = Files.readAllBytes(fresh.database().path());
        for (String forgery :
                List.of(
                        "UPDATE pour_traces SET trace = replace(trace, '1.2', '1.3')",
                        "DELETE FROM pour_traces",
                        "INSERT INTO pour_traces (dispense_id, session_id, step_id, trace)"
                                + " SELECT 'another', session_id, step_id, trace FROM pour_traces")) {
            tamper(forgery);
            reopen();
            Fault found = fault();
            fresh.close();
            assertNotNull(found, forgery);
            assertTrue(found.record().startsWith("pour trace"), found::toString);
            LabDatabaseFiles.withoutJournal(fresh.database().path());
            Files.write(fresh.database().path(), whole);
        }
    }

    /// All of it or nothing: the last of the checks is within the transaction.
    @Test
    void what_is_refused_leaves_nothing() throws Exception {
        OwnSession offered = offered(lost.completed(SampleLab.THREE).id());
        try (RawFile raw = new RawFile(fresh.database().path())) {
            List<OwnSession> forged =
                    List.of(
                            new OwnSession(
                                    offered.sessionId(),
                                    offered.contentHash(),
                                    offered.text().replace("u-op", "u-po"),
                                    offered.receipt(),
                                    offered.stationId(),
                                    offered.stationKey()),
                            new OwnSession(
                                    "another",
                                    offered.contentHash(),
                                    offered.text(),
                                    offered.receipt(),
                                    offered.stationId(),
                                    offered.stationKey()));
            for (OwnSession each : forged) {
                assertInstanceOf(Result.Refused.class, take(each));
            }
            assertInstanceOf(Result.Refused.class, take(offered, enrolment(SampleBench.newKey())));
            // The same attempt of the same station is here already.
            fresh.database()
                    .write(handle -> {
                        MasterData.replaceAll(handle, SampleLab.download());
                        return true;
                    });
            fresh.created(SampleLab.THREE);
            long end = fresh.database().read(AuditTrail::head).sequence();
            assertInstanceOf(Result.Refused.class, take(offered));
            assertEquals(end, fresh.database().read(AuditTrail::head).sequence());
            assertEquals(List.of(), raw.texts("SELECT session_id FROM session_text"));
            assertEquals(List.of(), raw.texts("SELECT session_id FROM receipts"));
        }
    }
}
