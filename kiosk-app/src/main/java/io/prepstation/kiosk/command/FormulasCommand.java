package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.alone.StationAlone;
import io.prepstation.kiosk.store.FormulaCounter;
import io.prepstation.kiosk.store.FormulaLookup;
import io.prepstation.kiosk.store.FormulaSummary;
import io.prepstation.kiosk.store.Lab;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.catalogue.FileProblem;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.catalogue.ImportResult.Imported;
import io.prepstation.model.catalogue.ImportResult.ImportedVersion;
import io.prepstation.model.catalogue.ImportResult.Refused;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.formula.FormulaLine;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.ScaledLine;
import io.prepstation.model.formula.Scaling;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The formulas this station knows.
@Command(
        name = "formulas",
        description = "Lists and shows formulas, brings them in where there is no hub.")
final class FormulasCommand {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Command(name = "list", description = "Every formula by code; exit code 1 if there is none.")
    int list() throws StoreException {
        try (LabDatabase lab = Labs.open(station.options.data)) {
            List<FormulaSummary> formulas = lab.read(MasterData::formulas);
            formulas.forEach(this::print);
            return formulas.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            description =
                    "The version that would be weighed today, as JSON; scaled if a size is given.")
    int show(
            @Parameters(paramLabel = "CODE") String code,
            @ArgGroup @Nullable SizeOptions size,
            @Option(
                            names = "--readability",
                            paramLabel = "MASS",
                            defaultValue = "0.001 g",
                            description =
                                    "of the balance, to which a given size is rounded; ${DEFAULT-VALUE}")
                    String readability)
            throws StoreException {
        Optional<BatchSize> wanted = Optional.ofNullable(size).flatMap(SizeOptions::size);
        Mass d = readability(readability);
        try (LabDatabase lab = Labs.open(station.options.data)) {
            FormulaLookup lookup =
                    lab.read(handle ->
                            MasterData.formula(
                                    handle,
                                    code,
                                    today(
                                            MasterData.lab(handle)
                                                    .map(Lab::timeZone)
                                                    .orElse(ZoneOffset.UTC))));
            return switch (lookup) {
                case FormulaLookup.Usable usable -> show(usable, locked(lab, usable), wanted, d);
                case FormulaLookup.Unusable why ->
                        throw new CommandFailed(ExitCode.NOT_FOUND, why.message());
            };
        }
    }

    @Command(
            name = "import",
            description =
                    "Brings formulas into a station without a hub, all of a file or nothing; refused once"
                            + " enrolled.")
    int bring(
            @Parameters(paramLabel = "FILE", description = "CSV, or JSON if it ends in .json")
                    Path file,
            @Option(
                            names = "--hazards",
                            paramLabel = "FILE",
                            description =
                                    "CSV with signal words, pictograms and statements of ingredients")
                    @Nullable Path hazards,
            @Option(
                            names = "--approved-by",
                            paramLabel = "USER",
                            description =
                                    "a lab manager of this station; without it they stay drafts")
                    @Nullable String approvedBy)
            throws StoreException {
        ImportFiles files =
                new ImportFiles(
                        text(file), Optional.ofNullable(hazards).map(FormulasCommand::text));
        try (StationAlone alone = Labs.alone(station.options.data)) {
            return switch (alone.importFormulas(files, Optional.ofNullable(approvedBy))) {
                case Imported(var versions) -> {
                    versions.forEach(this::print);
                    yield ExitCode.OK;
                }
                case Refused(var problems) ->
                        throw new CommandFailed(
                                ExitCode.NOT_FOUND,
                                "nothing was imported:\n  "
                                        + problems.stream()
                                                .map(FileProblem::toString)
                                                .collect(Collectors.joining("\n  ")));
            };
        }
    }

    private static TextFile text(Path file) {
        try {
            return new TextFile(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailed(ExitCode.USAGE, "there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new CommandFailed(ExitCode.USAGE, file + " is not written in UTF-8", e);
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.USAGE, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void print(ImportedVersion version) {
        String change = version.change().name().toLowerCase(Locale.ROOT);
        out().println(
                        station.options.json
                                ? Json.object()
                                        .put("code", version.code())
                                        .put("versionNo", version.versionNo())
                                        .put("status", version.status().word())
                                        .put("change", change)
                                : "%s  version %d  %s  %s"
                                        .formatted(
                                                version.code(),
                                                version.versionNo(),
                                                version.status().word(),
                                                change));
    }

    private static boolean locked(LabDatabase lab, FormulaLookup.Usable usable)
            throws StoreException {
        return lab.read(handle -> FormulaCounter.locked(handle, usable.formula().id()));
    }

    private int show(
            FormulaLookup.Usable usable, boolean locked, Optional<BatchSize> wanted, Mass d) {
        var version = usable.version();
        ObjectNode shown =
                Json.object()
                        .put("code", usable.formula().code())
                        .put("name", usable.formula().name())
                        .put("version", version.versionNo())
                        .put("status", version.status().word())
                        .put("effectiveFrom", version.effectiveFrom().toString())
                        .put("base", version.base().toString())
                        .put("locked", locked);
        Optional<Scaling> scaling = wanted.map(size -> scaling(shown, version, size, d));
        ArrayNode lines = shown.putArray("lines");
        for (int i = 0; i < version.lines().size(); i++) {
            FormulaLine line = version.lines().get(i);
            ObjectNode node = line(line);
            scaling.ifPresent(scaled -> put(node, scaled.line(line)));
            lines.add(
                    node.put("ingredient", usable.ingredients().get(i).code())
                            .put("name", usable.ingredients().get(i).name()));
        }
        out().println(shown.toPrettyString());
        return ExitCode.OK;
    }

    /// @param shown gets the amount that the size comes to
    private static Scaling scaling(
            ObjectNode shown, FormulaVersion version, BatchSize size, Mass readability) {
        Amount amount =
                size.of(version)
                        .filter(version.base()::comparableWith)
                        .orElseThrow(() ->
                                new CommandFailed(
                                        ExitCode.USAGE,
                                        "%s cannot be made of a formula given for %s"
                                                .formatted(size, version.base())));
        shown.put("amount", amount.toString());
        return new Scaling(amount, version.base(), readability);
    }

    private static void put(ObjectNode node, ScaledLine scaled) {
        node.put("target", scaled.target().toString())
                .put("lowerLimit", scaled.lowerLimit().toString())
                .put("upperLimit", scaled.upperLimit().toString());
    }

    private static Mass readability(String text) {
        try {
            Mass d = Mass.parse(text);
            if (d.value().signum() <= 0) {
                throw new IllegalArgumentException("a readability is more than nothing");
            }
            return d;
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static ObjectNode line(FormulaLine line) {
        return Json.object()
                .put("sequence", line.sequence())
                .put("targetG", line.targetG().toPlainString())
                .put("toleranceLowerG", line.lower().gramsFor(line.targetG()).toPlainString())
                .put("toleranceUpperG", line.upper().gramsFor(line.targetG()).toPlainString());
    }

    private void print(FormulaSummary formula) {
        String approved =
                formula.approvedVersionNo().isPresent()
                        ? "version " + formula.approvedVersionNo().getAsInt()
                        : "not approved";
        out().println(
                        station.options.json
                                ? Json.object()
                                        .put("code", formula.formula().code())
                                        .put("name", formula.formula().name())
                                        .put("approved", formula.approvedVersionNo().isPresent())
                                        .put("locked", formula.locked())
                                : "%s  %s  %s%s"
                                        .formatted(
                                                formula.formula().code(),
                                                formula.formula().name(),
                                                approved,
                                                formula.locked() ? "  locked" : ""));
    }

    private static LocalDate today(java.time.ZoneId zone) {
        return InstantSource.system().instant().atZone(zone).toLocalDate();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
