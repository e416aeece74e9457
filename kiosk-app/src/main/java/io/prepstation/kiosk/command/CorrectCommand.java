package io.prepstation.kiosk.command;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.preparation.Correction;
import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.StationKey;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Signs a session again that the hub refused, once its reason was put right (SES-2).
@Command(
        name = "correct",
        description =
                "A supervisor signs a preparation the hub refused; it goes up as the next revision. What was weighed stays.")
final class CorrectCommand implements Callable<Integer> {

    @ParentCommand SessionsCommand sessions;

    @Spec CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "the preparation")
    String id = "";

    @Option(names = "--by", paramLabel = "USER", required = true, description = "a supervisor's id")
    String by = "";

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            required = true,
            description = "why it was refused")
    String reason = "";

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            required = true,
            description = "what was put right")
    String text = "";

    @Override
    public Integer call() throws StoreException {
        Path data = sessions.station.options.data;
        StationEnrolment enrolment = Labs.enrolment(data);
        Loaded config = sessions.station.options.configuration();
        try (LabDatabase lab = LabDatabase.open(data, enrolment.lab())) {
            SessionService service =
                    new SessionService(
                            lab,
                            InstantSource.system(),
                            new TimeOrderedIds(),
                            new StationFacts(
                                    enrolment.stationId(),
                                    config.hash(),
                                    config.config().bench().attempts(),
                                    StationKey.open(data).pair()));
            User supervisor = supervisor(lab);
            return told(
                    service.correct(
                            id, new Correction(supervisor, reason, text, Authentication.CHOSEN)));
        }
    }

    private User supervisor(LabDatabase lab) throws StoreException {
        return lab.read(handle -> MasterData.user(handle, by))
                .orElseThrow(() ->
                        new CommandFailed(
                                ExitCode.NOT_FOUND,
                                "nobody is known here as %s; sync, or ask the lab manager"
                                        .formatted(by)));
    }

    private int told(Outcome<?> outcome) throws StoreException {
        return switch (outcome) {
            case Outcome.Saved<?> _ -> {
                spec.commandLine()
                        .getOut()
                        .println("preparation " + id + " is corrected and waits for the hub");
                yield ExitCode.OK;
            }
            case Outcome.Refused<?>(var why) ->
                    throw new CommandFailed(ExitCode.NOT_FOUND, why.message());
            case Outcome.NotSaved<?>(var failure) -> throw failure;
        };
    }
}
