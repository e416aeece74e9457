package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.FormulaUnlock;
import io.prepstation.kiosk.preparation.NewAttachment;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import io.prepstation.model.sync.Receipt;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was recorded is only ever added to: the database itself refuses anything else, in every column of every row.
@Tag("REC-1")
class AppendOnlyTablesTest {

    @TempDir Path folder;
    private SampleBench bench;
    private RawFile raw;

    @BeforeEach
    void record() throws Exception {
        bench = SampleBench.in(folder);
        raw = new RawFile(bench.database().path());
        SessionRecord session = bench.completed(SampleLab.THREE);
        for (int i = 0; i < 3; i++) {
            SampleBench.saved(
                    bench.service().fail(bench.created(SampleLab.TWENTY).id(), "x", "y", "u-op"));
        }
        SessionRecord running = bench.acknowledged(bench.created(SampleLab.THREE));
        SampleBench.saved(
                bench.service()
                        .following(PourTrace.of("0 g 0 0=1.7000"))
                        .recordRejected(
                                running.id(),
                                bench.dispense(
                                        "d-1",
                                        running.nextStep().orElseThrow(),
                                        Mass.grams("1.7000")),
                                "u-op"));
        SampleBench.saved(
                bench.service()
                        .attach(
                                running.id(),
                                new NewAttachment(
                                        new byte[] {'1'},
                                        AttachmentType.TEXT,
                                        Attachment.PHOTO,
                                        running.nextStep().orElseThrow().id(),
                                        "u-op")));
        SampleBench.saved(
                bench.service()
                        .unlock(
                                new FormulaUnlock(
                                        "PRM00020",
                                        SampleLab.SUPERVISOR,
                                        "trained",
                                        Authentication.CHOSEN)));
        bench.database()
                .change(handle -> {
                    var text = FrozenText.find(handle, session.id()).orElseThrow();
                    Outbox.acknowledge(
                            handle,
                            Receipt.signed(
                                    SampleBench.KEY.getPrivate(),
                                    SigningKey.idOf(SigningKey.rawPublicKey(SampleBench.KEY)),
                                    session.id(),
                                    text.contentHash(),
                                    1,
                                    1));
                });
    }

    @AfterEach
    void close() throws SQLException {
        raw.close();
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit_event",
                "audit_head",
                "dispenses",
                "deviations",
                "signatures",
                "attestations",
                "pour_traces",
                "session_attachments",
                "session_text",
                "receipts",
                "formula_unlocks"
            })
    void takes_neither_change_nor_deletion(String table) throws Exception {
        List<RawRow> before = raw.rows(table);
        assertTrue(!before.isEmpty(), "nothing to change");
        for (String column : before.getFirst().columns()) {
            assertThrows(
                    SQLException.class,
                    () -> raw.execute("UPDATE %s SET %s = %s".formatted(table, column, column)),
                    column);
        }
        assertThrows(SQLException.class, () -> raw.execute("DELETE FROM " + table));
        assertEquals(before, raw.rows(table));
    }
}
