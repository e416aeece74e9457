package io.prepstation.hub.command;

import io.prepstation.hub.Administration;
import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.people.NewUserResult.Added;
import io.prepstation.hub.people.NewUserResult.Refused;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/// The people of the labs.
@Command(
        name = "users",
        description = "Adds, equips, removes and lists users.",
        subcommands = {
            UsersCommand.Add.class,
            UsersCommand.Equip.class,
            UsersCommand.Remove.class,
            UsersCommand.Password.class,
            UsersCommand.Show.class
        })
final class UsersCommand implements Runnable {

    @ParentCommand private HubCommand hub;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say add, equip, remove, password or list");
    }

    private static String line(Member member) {
        return member.user().id()
                + "\t"
                + member.user().name()
                + "\t"
                + member.user().roles().stream()
                        .map(Role::word)
                        .sorted()
                        .collect(Collectors.joining(","))
                + "\t"
                + member.labIds().stream().sorted().collect(Collectors.joining(","));
    }

    @Command(name = "add", description = "Adds a user to a lab.")
    static final class Add implements Callable<Integer> {

        @ParentCommand private UsersCommand users;

        @Option(names = "--id", required = true, paramLabel = "ID", description = "anna")
        private String id;

        @Option(names = "--name", required = true, paramLabel = "N", description = "\"Anna Ek\"")
        private String name;

        @Option(
                names = "--role",
                required = true,
                paramLabel = "R",
                converter = RoleWord.class,
                description =
                        "operator, supervisor, lab_manager, administrator, super_administrator or"
                                + " auditor; may be given several times")
        private Set<Role> roles;

        @Option(
                names = "--lab",
                required = true,
                paramLabel = "L",
                description = "may be given several times")
        private Set<String> labs;

        @Option(names = "--badge", paramLabel = "B", description = "the code on the badge")
        private @Nullable String badge;

        @Option(
                names = "--pin-stdin",
                description =
                        "reads a first PIN from standard input; it is to be changed at the first"
                                + " sign-in")
        private boolean pin;

        @Override
        public Integer call() throws StoreException, IOException {
            HubCommand hub = users.hub;
            try (Administration administration = hub.open()) {
                NewUser user =
                        new NewUser(id, name, roles, labs, badge, pin ? lineOfInput() : null);
                return switch (administration.users().add(user)) {
                    case Added(var member) -> {
                        hub.printer().print(line(member), Json.write(WireForms.of(member)));
                        yield HubCommand.DONE;
                    }
                    case Refused(var reason) -> {
                        hub.err().println("hub: " + reason);
                        yield HubCommand.REFUSED;
                    }
                };
            }
        }
    }

    @Command(
            name = "equip",
            description = "Gives a user another badge or PIN, after the old one was lost.")
    static final class Equip implements Callable<Integer> {

        @ParentCommand private UsersCommand users;

        @Option(names = "--id", required = true, paramLabel = "ID", description = "anna")
        private String id;

        @Option(names = "--badge", paramLabel = "B", description = "the code on the badge")
        private @Nullable String badge;

        @Option(
                names = "--pin-stdin",
                description =
                        "reads a PIN from standard input; it is to be changed at the next sign-in")
        private boolean pin;

        @Override
        public Integer call() throws StoreException, IOException {
            try (Administration administration = users.hub.open()) {
                return users.done(
                        administration.users().equip(id, badge, pin ? lineOfInput() : null, "hub"));
            }
        }
    }

    @Command(name = "remove", description = "Ends what a user may do; what he signed stays.")
    static final class Remove implements Callable<Integer> {

        @ParentCommand private UsersCommand users;

        @Option(names = "--id", required = true, paramLabel = "ID", description = "anna")
        private String id;

        @Override
        public Integer call() throws StoreException {
            try (Administration administration = users.hub.open()) {
                return users.done(administration.users().deactivate(id, "hub"));
            }
        }
    }

    @Command(
            name = "password",
            description = "Makes a one-time password for the dashboard and prints it.")
    static final class Password implements Callable<Integer> {

        @ParentCommand private UsersCommand users;

        @Option(names = "--id", required = true, paramLabel = "ID", description = "mia")
        private String id;

        @Override
        public Integer call() throws StoreException {
            try (Administration administration = users.hub.open()) {
                Optional<String> password = administration.webSessions().oneTimePassword(id, "hub");
                password.ifPresent(text ->
                        users.hub
                                .printer()
                                .print(text, Json.object().put("id", id).put("password", text)));
                return users.done(
                        password.isPresent()
                                ? Optional.empty()
                                : Optional.of("there is no user " + id));
            }
        }
    }

    private Integer done(Optional<String> refusal) {
        refusal.ifPresent(reason -> hub.err().println("hub: " + reason));
        return refusal.isPresent() ? HubCommand.REFUSED : HubCommand.DONE;
    }

    /// Not from the command line, where every process of the machine can read it.
    private static String lineOfInput() throws IOException {
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = input.readLine();
        if (line == null) {
            throw new IOException("no PIN came on standard input");
        }
        return line.strip();
    }

    @Command(name = "list", description = "Lists all users.")
    static final class Show implements Callable<Integer> {

        @ParentCommand private UsersCommand users;

        @Override
        public Integer call() throws StoreException {
            try (Administration administration = users.hub.open()) {
                for (Member member : administration.users().all()) {
                    users.hub.printer().print(line(member), Json.write(WireForms.of(member)));
                }
                return HubCommand.DONE;
            }
        }
    }

    /// Reads a role as it is written on the wire.
    static final class RoleWord implements ITypeConverter<Role> {

        @Override
        public Role convert(String word) {
            try {
                return Role.ofWord(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("\"" + word + "\" is no role");
            }
        }
    }
}
