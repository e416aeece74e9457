package io.prepstation.kiosk.preparation;

import static io.prepstation.kiosk.preparation.SampleBench.saved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.SessionReturn.Result;
import io.prepstation.kiosk.store.AuditQuery;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.FormulaCounter;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import io.prepstation.model.sync.OwnSession;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.WireReading;
import io.prepstation.model.sync.WireSession;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.List;
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
        String key = SigningKey.rawPublicKey(hub);
        return new StationEnrolment(
                SampleLab.KEY,
                SampleBench.STATION.stationId(),
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
        return new OwnSession(
                session,
                text.contentHash(),
                text.text(),
                Receipt.signed(
                        HUB.getPrivate(),
                        ENROLMENT.hubKeyId(),
                        session,
                        text.contentHash(),
                        7,
                        SampleBench.NOW.toEpochMilli()),
                SampleBench.STATION.stationId(),
                SigningKey.rawPublicKey(SampleBench.KEY));
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
                .take(
                        new OwnSession.Entry(offered.sessionId(), offered.contentHash(), 7),
                        offered,
                        true);
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
