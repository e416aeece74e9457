package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Pull;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the feed told of formulas and people before the lab was loaded anew, a hub that begins to count anew does not know.
@Tag("SYN-12")
class ShadowsAfterALoadTest {

    @TempDir Path folder;
    private LabDatabase database;
    private final FeedPages pages =
            new FeedPages(
                    SampleLab.KEY,
                    EntityTypes.STANDARD,
                    new PushResults(
                            EntityTypes.STANDARD,
                            EntityStoreTest.storeOf(SampleLab.KEY).mappings(),
                            _ -> SampleBench.NOW,
                            () -> "renewed"));

    @BeforeEach
    void open() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        load();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void load() throws StoreException {
        database.change(handle -> {
            MasterData.replaceAll(handle, SampleLab.download());
            Reload.replaceAll(handle, EntityTypes.STANDARD, _ -> {});
        });
    }

    private FeedPages.Taken told(Pull.Change... changes) throws StoreException {
        Pull.Page page = new Pull.Page(true, 1, List.of(changes), false, 1, "next", 100);
        return database.write(handle -> pages.take(handle, page, SampleBench.NOW));
    }

    private static Pull.Change formula(
            String id, String code, String name, int version, long feedSeq) {
        return FeedPagesTest.change(
                "formulas",
                id,
                version,
                Json.object().put("id", id).put("code", code).put("name", name),
                feedSeq,
                null);
    }

    private Optional<Formula> formula(String code) throws StoreException {
        return database.read(handle -> MasterData.formulaByCode(handle, code));
    }

    /// The other gives its code up, so the first does not fit at once; it was taken from what the hub had said before.
    @Test
    void a_change_that_did_not_fit_is_tried_again_as_the_hub_tells_it_now() throws StoreException {
        told(formula("f-3", "PRM00003", "As it was", 5, 3000));
        load();

        assertEquals(
                new FeedPages.Taken(2, 1),
                told(
                        formula("f-3", "PRM00020", "As it is", 2, 12),
                        formula("f-20", "PRM00099", "Twenty lines", 2, 13)));

        assertEquals(Optional.of(new Formula("f-3", "PRM00020", "As it is")), formula("PRM00020"));
        assertEquals(Set.of(), database.read(SkippedChanges::all));
    }

    @Test
    void nothing_is_kept_of_what_the_feed_told_before() throws StoreException {
        told(
                formula("f-3", "PRM00003", "As it was", 5, 3000),
                FeedPagesTest.lot("7", 1, "released", 3001, "elsewhere"));

        load();

        assertEquals(
                List.of(),
                database.read(handle ->
                        handle.sql()
                                .list("SELECT entity_type FROM shadow", row -> row.getString(1))));
    }
}
