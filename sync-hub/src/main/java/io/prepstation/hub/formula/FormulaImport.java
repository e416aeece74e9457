package io.prepstation.hub.formula;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.formula.HazardFile.Labelled;
import io.prepstation.hub.formula.ImportResult.Change;
import io.prepstation.hub.formula.ImportResult.Imported;
import io.prepstation.hub.formula.ImportResult.ImportedVersion;
import io.prepstation.hub.formula.ImportResult.Refused;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.Permission;
import io.prepstation.model.record.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Brings formulas and hazards of files into a lab: as drafts, or approved by a lab manager who is named; everything or,
/// if there is any problem, nothing.
public final class FormulaImport {

    private final HubDatabase database;
    private final Feed feed;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /// @param ids gives a new UUIDv7 for each version
    public FormulaImport(
            HubDatabase database, Feed feed, InstantSource clock, Supplier<String> ids) {
        this.database = database;
        this.feed = feed;
        this.clock = clock;
        this.ids = ids;
    }

    /// @param approver the lab manager who approves; empty for drafts
    public ImportResult run(String labId, ImportFiles files, Optional<String> approver)
            throws StoreException {
        return run(labId, files, approver, Optional.empty());
    }

    /// @param author who wrote the drafts, and therefore does not approve them
    public ImportResult run(
            String labId, ImportFiles files, Optional<String> approver, Optional<String> author)
            throws StoreException {
        List<FileProblem> problems = new ArrayList<>();
        String file = files.formulas().name();
        List<FormulaDraft> drafts = FormulaFile.read(file, files.formulas().text(), problems);
        Map<String, Labelled> hazards =
                files.hazards()
                        .map(found -> HazardFile.read(found.name(), found.text(), problems))
                        .orElse(Map.of());
        if (!problems.isEmpty()) {
            return new Refused(List.copyOf(problems));
        }
        try {
            return database.write(tables ->
                    run(tables, new Order(labId, file, drafts, hazards, approver, author), problems));
        } catch (ImportRefused e) {
            return new Refused(e.problems());
        }
    }

    /// What is to be imported, once the files are readable.
    private record Order(
            String labId,
            String file,
            List<FormulaDraft> drafts,
            Map<String, Labelled> hazards,
            Optional<String> approver,
            Optional<String> author) {}

    private ImportResult run(Tables tables, Order order, List<FileProblem> problems)
            throws ImportRefused {
        Lab lab =
                tables.labs()
                        .find(order.labId())
                        .map(Versioned::value)
                        .orElseThrow(() ->
                                new ImportRefused(
                                        List.of(
                                                problem(
                                                        order,
                                                        "there is no lab \""
                                                                + order.labId()
                                                                + "\""))));
        Circumstances here = new Circumstances(tables, feed, lab, clock.instant());
        order.approver()
                .flatMap(user -> approverFault(tables, lab.id(), user))
                .ifPresent(fault -> problems.add(problem(order, fault)));
        IngredientImport ingredients = new IngredientImport(here);
        ingredients.gather(order.drafts(), order.hazards());
        requireNone(problems);
        List<ImportedVersion> versions =
                new VersionImport(here, ingredients.write(), order.approver(), ids)
                        .write(order.drafts());
        requireNone(problems);
        order.author()
                .ifPresent(author ->
                        versions.stream()
                                .filter(version -> version.change() != Change.UNCHANGED)
                                .forEach(version ->
                                        tables.formulas()
                                                .setAuthor(
                                                        lab.id(),
                                                        version.code(),
                                                        version.versionNo(),
                                                        author)));
        note(tables, order, versions);
        return new Imported(versions);
    }

    private void note(Tables tables, Order order, List<ImportedVersion> versions) {
        ObjectNode details = Json.object().put("labId", order.labId()).put("file", order.file());
        ArrayNode list = details.putArray("versions");
        versions.forEach(version ->
                list.addObject()
                        .put("formulaCode", version.code())
                        .put("versionNo", version.versionNo())
                        .put("change", version.change().name().toLowerCase(Locale.ROOT)));
        tables.audit()
                .append(
                        clock.instant(),
                        "formulas_imported",
                        order.approver().or(order::author).orElse("hub"),
                        details);
    }

    private static void requireNone(List<FileProblem> problems) throws ImportRefused {
        if (!problems.isEmpty()) {
            throw new ImportRefused(problems);
        }
    }

    private static Optional<String> approverFault(Tables tables, String labId, String userId) {
        Optional<Member> approver = tables.users().find(userId).map(Versioned::value);
        if (approver.isEmpty() || !approver.get().user().active()) {
            return Optional.of("cannot be approved by " + userId + ": there is no such user");
        }
        boolean mayApprove =
                approver.get().belongsTo(labId) && approver.get().may(Permission.APPROVE_FORMULAS);
        return mayApprove
                ? Optional.empty()
                : Optional.of(
                        "cannot be approved by "
                                + userId
                                + ", who is no lab manager of lab "
                                + labId);
    }

    private static FileProblem problem(Order order, String message) {
        return new FileProblem(order.file(), "the file", "", message);
    }
}
