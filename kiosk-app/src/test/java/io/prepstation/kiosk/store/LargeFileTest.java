package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.StatisticsQuery.Dimension;
import io.prepstation.kiosk.store.StatisticsQuery.Period;
import io.prepstation.model.check.CheckKind;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that a screen or a sync round asks reads a whole table that grows with the sessions (STO-11).
@Tag("STO-11")
class LargeFileTest {

    private static final Set<String> GROWING =
            Set.of(
                    "sessions",
                    "steps",
                    "dispenses",
                    "deviations",
                    "signatures",
                    "session_text",
                    "audit_event",
                    "audit_head",
                    "receipts",
                    "outbox",
                    "statistic");

    private static final Pattern SCANNED = Pattern.compile("SCAN (\\S+).*");

    @TempDir Path folder;
    private SampleBench bench;
    private SessionRecord session;

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
        session = bench.completed(SampleLab.THREE);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /// How SQLite goes about a statement, a line for each table it touches.
    private record Plan(String text, List<String> details) {

        boolean readsAll() {
            return details.stream().anyMatch(this::scansGrowing);
        }

        /// Along an index or the rows' own order, until enough is found.
        private boolean endsEarly(String scan) {
            boolean ordered =
                    details.stream()
                            .noneMatch(one -> one.startsWith("USE TEMP B-TREE FOR ORDER BY"));
            return text.contains("LIMIT")
                    && ordered
                    && (scan.contains(" USING ") || !text.contains("WHERE"));
        }

        private boolean scansGrowing(String detail) {
            return detail.startsWith("SCAN ")
                    && !endsEarly(detail)
                    && isGrowing(SCANNED.matcher(detail).replaceFirst("$1"), text);
        }
    }

    private static List<Plan> plans(ReadHandle handle) {
        return handle.sql().texts().stream()
                .filter(text -> text.stripLeading().startsWith("SELECT"))
                .map(text ->
                        new Plan(
                                text,
                                handle.sql()
                                        .list(
                                                "EXPLAIN QUERY PLAN " + text,
                                                row -> row.getString("detail"))))
                .toList();
    }

    private static boolean isGrowing(String alias, String text) {
        return GROWING.stream()
                .anyMatch(table ->
                        alias.equals(table)
                                || text.matches("(?s).*\\b" + table + " " + alias + "\\b.*"));
    }

    @Test
    void no_question_reads_a_whole_table() throws StoreException {
        List<Plan> all =
                bench.database()
                        .read(handle -> {
                            SessionSearch byAll =
                                    new SessionSearch(
                                            "PRM00003",
                                            "u-op",
                                            SessionStatus.COMPLETED,
                                            SampleBench.NOW.minus(Duration.ofDays(1)),
                                            SampleBench.NOW.plus(Duration.ofDays(1)));
                            SessionRepository.list(handle, 500);
                            SessionRepository.search(handle, byAll, 50);
                            SessionRepository.search(
                                    handle,
                                    new SessionSearch(
                                            "prm", null, "u-op", SessionStatus.FAILED, null, null),
                                    50);
                            SessionRepository.search(
                                    handle,
                                    new SessionSearch(
                                            null, "u-op", SessionStatus.COMPLETED, null, null),
                                    50);
                            SessionRepository.search(
                                    handle,
                                    new SessionSearch("PRM00003", null, null, null, null),
                                    50);
                            SessionRepository.search(
                                    handle, new SessionSearch(null, "u-op", null, null, null), 50);
                            SessionRepository.search(
                                    handle,
                                    new SessionSearch(null, null, SessionStatus.FAILED, null, null),
                                    50);
                            SessionRepository.find(handle, session.id());
                            SessionRepository.running(handle, "station-1");
                            SessionRepository.checkpoint(handle, session.id());
                            Outbox.counts(handle);
                            Outbox.due(handle, SampleBench.NOW, 50);
                            Outbox.nextDue(handle);
                            Outbox.newest(handle);
                            Outbox.list(handle, 50);
                            Outbox.receipts(handle, session.id());
                            UploadQueue.waiting(handle);
                            UploadQueue.next(handle, SampleBench.NOW, 50);
                            UploadQueue.held(handle);
                            UploadQueue.trouble(handle);
                            StuckOperations.count(handle);
                            StuckOperations.newestChange(handle);
                            PushQueue.waiting(handle);
                            PushQueue.nextAttempt(handle);
                            PushQueue.confirmedThrough(handle);
                            FeedPages.isBehind(handle);
                            UploadDay.of(handle, LocalDate.of(2026, 11, 20), ZoneOffset.UTC);
                            AuditTrail.head(handle);
                            AuditTrail.ofSession(handle, session.id());
                            AuditTrail.newest(handle, 50);
                            AuditTrail.newestOfKind(handle, "session_failed", 50);
                            new StatisticsQuery(
                                            Dimension.INGREDIENT,
                                            Period.YEAR,
                                            LocalDate.of(2026, 11, 20))
                                    .ask(handle);
                            BalanceRegister.newest(handle, "SIM-1", CheckKind.WEIGHTS, 30);
                            return plans(handle);
                        });

        assertTrue(all.size() > 25, all::toString);
        assertEquals(List.of(), all.stream().filter(Plan::readsAll).toList());
    }

    @Test
    void a_question_that_reads_a_whole_table_would_be_noticed() throws StoreException {
        List<Plan> plans =
                bench.database()
                        .read(handle -> {
                            handle.sql()
                                    .list(
                                            "SELECT count(*) FROM outbox o WHERE o.author = ?",
                                            row -> row.getLong(1),
                                            "u-op");
                            return plans(handle);
                        });

        assertFalse(plans.stream().filter(Plan::readsAll).toList().isEmpty());
    }
}
