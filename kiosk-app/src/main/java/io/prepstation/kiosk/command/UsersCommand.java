package io.prepstation.kiosk.command;

import io.prepstation.kiosk.alone.StationAlone;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The people this station knows.
@Command(name = "users", description = "Lists users, adds and removes them where there is no hub.")
final class UsersCommand {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Command(name = "list", description = "Everybody by name; exit code 1 if there is nobody.")
    int list() throws StoreException {
        try (LabDatabase lab = Labs.open(station.options.data)) {
            List<User> users = lab.read(MasterData::users);
            users.forEach(this::print);
            return users.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
        }
    }

    @Command(
            name = "add",
            description =
                    "Adds a user to a station without a hub, or gives one another name or other roles;"
                            + " refused once enrolled.")
    int add(
            @Option(names = "--id", required = true, paramLabel = "ID", description = "anna")
                    String id,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "N",
                            description = "\"Anna Ek\"")
                    String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "R",
                            converter = RoleWord.class,
                            description =
                                    "operator, supervisor, lab_manager, administrator or auditor; may be"
                                            + " given several times")
                    Set<Role> roles)
            throws StoreException {
        try (StationAlone alone = Labs.alone(station.options.data)) {
            return keep(alone, new User(id, name, roles, true));
        }
    }

    @Command(
            name = "remove",
            description =
                    "The user may no longer sign in at a station without a hub; old records keep the name.")
    int remove(@Option(names = "--id", required = true, paramLabel = "ID") String id)
            throws StoreException {
        try (StationAlone alone = Labs.alone(station.options.data)) {
            User known =
                    alone.users().stream()
                            .filter(user -> user.id().equals(id))
                            .findFirst()
                            .orElseThrow(() ->
                                    new CommandFailed(
                                            ExitCode.NOT_FOUND, "nobody has the id " + id));
            return keep(alone, new User(known.id(), known.name(), known.roles(), false));
        }
    }

    private int keep(StationAlone alone, User user) throws StoreException {
        Optional<String> fault = alone.keep(user);
        if (fault.isPresent()) {
            throw new CommandFailed(ExitCode.USAGE, fault.get());
        }
        print(user);
        return ExitCode.OK;
    }

    private void print(User user) {
        String roles =
                user.roles().stream().map(Role::word).sorted().collect(Collectors.joining(","));
        spec.commandLine()
                .getOut()
                .println(
                        station.options.json
                                ? Json.object()
                                        .put("id", user.id())
                                        .put("name", user.name())
                                        .put("roles", roles)
                                        .put("active", user.active())
                                : "%s  %s  %s%s"
                                        .formatted(
                                                user.id(),
                                                user.name(),
                                                roles,
                                                user.active() ? "" : "  left"));
    }

    /// Reads a role's word.
    static final class RoleWord implements CommandLine.ITypeConverter<Role> {

        @Override
        public Role convert(String word) {
            return Arrays.stream(Role.values())
                    .filter(role -> role.word().equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new CommandLine.TypeConversionException(
                                    "\"" + word + "\" is no role of a station"));
        }
    }
}
