package io.prepstation.hub.command;

import io.prepstation.hub.Administration;
import io.prepstation.hub.formula.FormulaCatalogue;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.catalogue.ImportResult.Imported;
import io.prepstation.model.catalogue.ImportResult.ImportedVersion;
import io.prepstation.model.catalogue.ImportResult.Refused;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// The formulas of a lab.
@Command(
        name = "formulas",
        description = "Imports and lists formulas.",
        subcommands = {FormulasCommand.Import.class, FormulasCommand.Show.class})
final class FormulasCommand implements Runnable {

    @ParentCommand private HubCommand hub;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say import or list");
    }

    /// The lab that was named, or the only one.
    private static String labOf(
            Administration administration, @Nullable String named, CommandLine commandLine)
            throws StoreException {
        List<String> labs = administration.labs().all().stream().map(Lab::id).toList();
        if (named == null && labs.size() != 1) {
            throw new CommandLine.ParameterException(
                    commandLine, "name the lab with --lab: " + String.join(", ", labs));
        }
        return named == null ? labs.getFirst() : named;
    }

    @Command(name = "import", description = "Brings formulas into a lab, all of a file or nothing.")
    static final class Import implements Callable<Integer> {

        @ParentCommand private FormulasCommand formulas;

        @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "CSV, or JSON if it ends in .json")
        private Path file;

        @Option(
                names = "--hazards",
                paramLabel = "FILE",
                description = "CSV with signal words, pictograms and statements of ingredients")
        private @Nullable Path hazards;

        @Option(
                names = "--approved-by",
                paramLabel = "USER",
                description = "a lab manager of the lab; without it they stay drafts")
        private @Nullable String approvedBy;

        @Option(names = "--lab", paramLabel = "L", description = "needed if there are several")
        private @Nullable String lab;

        @Override
        public Integer call() throws StoreException, IOException {
            ImportFiles files =
                    new ImportFiles(
                            text(file),
                            hazards == null ? Optional.empty() : Optional.of(text(hazards)));
            try (Administration administration = formulas.hub.open()) {
                String labId = labOf(administration, lab, spec.commandLine());
                var result =
                        administration
                                .formulaImport()
                                .run(labId, files, Optional.ofNullable(approvedBy));
                return switch (result) {
                    case Imported(var versions) -> {
                        versions.forEach(this::print);
                        yield HubCommand.DONE;
                    }
                    case Refused(var problems) -> {
                        problems.forEach(problem -> formulas.hub.err().println(problem));
                        formulas.hub
                                .err()
                                .println("hub: nothing was imported, problems: " + problems.size());
                        yield HubCommand.REFUSED;
                    }
                };
            }
        }

        private void print(ImportedVersion version) {
            String change = version.change().name().toLowerCase(Locale.ROOT);
            formulas.hub
                    .printer()
                    .print(
                            version.code()
                                    + "\tversion "
                                    + version.versionNo()
                                    + "\t"
                                    + version.status().word()
                                    + "\t"
                                    + change,
                            Json.object()
                                    .put("code", version.code())
                                    .put("versionNo", version.versionNo())
                                    .put("status", version.status().word())
                                    .put("change", change));
        }

        private static TextFile text(Path file) throws IOException {
            try {
                return new TextFile(file.toString(), Files.readString(file));
            } catch (NoSuchFileException e) {
                throw new IOException("there is no file " + file, e);
            } catch (CharacterCodingException e) {
                throw new IOException(file + " is not written in UTF-8", e);
            }
        }
    }

    @Command(name = "list", description = "Lists the formulas of a lab with all their versions.")
    static final class Show implements Callable<Integer> {

        @ParentCommand private FormulasCommand formulas;

        @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

        @Option(names = "--lab", paramLabel = "L", description = "needed if there are several")
        private @Nullable String lab;

        @Override
        public Integer call() throws StoreException {
            try (Administration administration = formulas.hub.open()) {
                String labId = labOf(administration, lab, spec.commandLine());
                administration.catalogue().of(labId).forEach(this::print);
                return HubCommand.DONE;
            }
        }

        private void print(FormulaCatalogue.Entry entry) {
            formulas.hub
                    .printer()
                    .print(
                            entry.formula().code()
                                    + "\tversion "
                                    + entry.version().versionNo()
                                    + "\t"
                                    + entry.version().status().word()
                                    + (entry.current() ? ", in use" : "")
                                    + "\t"
                                    + entry.formula().name(),
                            Json.object()
                                    .put("code", entry.formula().code())
                                    .put("name", entry.formula().name())
                                    .put("versionNo", entry.version().versionNo())
                                    .put("status", entry.version().status().word())
                                    .put("current", entry.current()));
        }
    }
}
